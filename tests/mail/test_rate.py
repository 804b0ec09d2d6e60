"""The limit of an hour holds over restarts and for all workers together."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from mail import rate
from mail.models import Message, SentMinute
from mail.send import send_waiting
from tests.factories.mail import make_messages
from tests.mail.smtp_server import MailServer

pytestmark = pytest.mark.django_db


def test_no_more_leave_than_the_limit_says_however_often_one_starts(server: MailServer, settings: Any) -> None:
    settings.MAIL_PER_HOUR = 7
    make_messages(12)
    for _start in range(3):
        send_waiting()
    assert len(server.accepted) == 7
    assert Message.objects.filter(state="queued", attempts=0).count() == 5


def test_after_the_hour_the_others_leave(server: MailServer, settings: Any) -> None:
    settings.MAIL_PER_HOUR = 7
    make_messages(12)
    send_waiting()
    SentMinute.objects.update(minute=timezone.now() - timedelta(minutes=62))
    send_waiting()
    assert len(server.accepted) == 12


def test_what_was_reserved_and_not_sent_is_given_back(settings: Any) -> None:
    settings.MAIL_PER_HOUR = 10
    assert rate.reserve(8) == 8
    rate.give_back(5)
    assert rate.reserve(9) == 7


def test_old_minutes_are_forgotten(settings: Any) -> None:
    settings.MAIL_PER_HOUR = 10
    rate.reserve(1)
    assert rate.forget_old() == 0
    SentMinute.objects.update(minute=timezone.now() - timedelta(days=3))
    assert rate.forget_old() == 1
