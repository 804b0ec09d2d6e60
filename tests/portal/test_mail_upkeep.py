"""What the doctor says of mail, and the jobs that send and forget it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from mail import breaker
from mail.models import Message
from portal import jobs
from portal.mail_upkeep import waiting
from tests.factories.mail import make_message

pytestmark = pytest.mark.django_db


def test_mail_that_leaves_is_no_fault() -> None:
    make_message()
    assert list(waiting()) == []


def test_mail_that_stays_or_fails_or_is_held_back_is_told_with_the_way_out() -> None:
    Message.objects.filter(pk=make_message().pk).update(not_before=timezone.now() - timedelta(hours=1))
    Message.objects.filter(pk=make_message().pk).update(state="failed")
    breaker.pause(breaker.Reason.LOGIN, "535 wrong password")
    held, late, failed = waiting()
    assert "login (535 wrong password)" in held
    assert "1 messages wait for more than ten minutes" in late
    assert "1 messages of the last day failed" in failed


def test_the_tick_of_each_minute_sends_what_waits() -> None:
    make_message("jan@example.org")
    (run,) = jobs.tick(job for job in jobs.registered() if job.name == "mail")
    assert run.report == "1 sent, 0 not"
    assert [each.to for each in mail.outbox] == [["jan@example.org"]]
