"""The states of a send: one way at a time, whoever presses which button twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from newsletter import send_states
from newsletter.jobs import forget_deliveries, waiting_for_people
from newsletter.materialising import materialise
from newsletter.models import Delivery, IssuePage, NewsletterRule, Rendering, Send
from newsletter.send_states import NotApproved, approve, begin, cancel, schedule, start_due
from tests.factories import make_user
from tests.mail.smtp_server import MailServer
from tests.newsletter.issues import approved, begun, make_issue, make_people, sent

pytestmark = pytest.mark.django_db


def test_approving_freezes_both_languages_with_a_hash() -> None:
    send = approved()
    words = {row.language: row for row in send.renderings.all()}
    assert {code: row.subject for code, row in words.items()} == {"fr": "Lettre d’automne", "nl": "Herfstbrief"}
    assert all(len(row.sha256) == 64 for row in words.values())
    assert words["fr"].sha256 != words["nl"].sha256


def test_two_editors_make_one_send_and_the_second_is_told() -> None:
    issue = make_issue()
    approved(issue)
    with pytest.raises(NotApproved):
        approve(issue, by=make_user())
    assert Send.objects.count() == 1


def test_a_double_click_begins_once() -> None:
    make_people(3)
    send = approved()
    schedule(send, timezone.now())
    other = Send.objects.get(pk=send.pk)
    assert (begin(send), begin(other)) == (True, False)
    assert Delivery.objects.count() == 3


def test_the_list_and_the_state_come_together_or_not_at_all(monkeypatch: Any) -> None:
    make_people(3)
    send = approved()
    schedule(send, timezone.now())

    def killed(send: Send) -> int:
        materialise(send)
        raise InterruptedError

    monkeypatch.setattr(send_states, "materialise", killed)
    with pytest.raises(InterruptedError), transaction.atomic():
        start_due()
    send.refresh_from_db()
    assert (send.state, Delivery.objects.count()) == ("scheduled", 0)
    monkeypatch.undo()
    start_due()
    send.refresh_from_db()
    assert (send.state, Delivery.objects.count()) == ("sending", 3)


def test_what_was_missed_by_hours_waits_for_a_person(mail_server: MailServer) -> None:
    make_people(1)
    send = approved()
    schedule(send, timezone.now() - timedelta(hours=2, minutes=1))
    assert start_due() == 0
    send.refresh_from_db()
    assert (send.state, Delivery.objects.count()) == ("missed", 0)
    assert waiting_for_people() == [f"the newsletter {send.pk} is missed: see its page"]
    assert schedule(send, timezone.now())
    assert start_due() == 1


def test_a_restored_copy_of_another_site_begins_nothing(settings: Any) -> None:
    make_people(1)
    send = approved()
    schedule(send, timezone.now())
    settings.SITE_URL = "https://copy.example.org"
    assert start_due() == 0
    send.refresh_from_db()
    assert send.state == "missed"


@pytest.mark.parametrize(
    "at",
    [datetime(2027, 3, 28, 0, 30, tzinfo=UTC), datetime(2027, 10, 31, 0, 30, tzinfo=UTC)],
    ids=["spring", "autumn"],
)
def test_an_hour_that_the_clocks_skip_or_repeat_fires_once(at: datetime) -> None:
    make_people(2)
    schedule(approved(), at)
    begun_at = [start_due(at + timedelta(minutes=minutes)) for minutes in range(-10, 130, 10)]
    assert (sum(begun_at), Delivery.objects.count()) == (1, 2)


def test_what_is_cancelled_can_be_approved_anew() -> None:
    issue = make_issue()
    assert cancel(approved(issue))
    issue = IssuePage.objects.get(pk=issue.pk)
    assert issue.frozen_until is None
    assert approved(issue).state == "ready"


def test_what_is_being_sent_is_paused_before_it_is_cancelled() -> None:
    make_people(1)
    send = begun()
    assert not cancel(send)
    assert send_states.pause(send)
    assert cancel(send)


def test_a_second_person_approves_where_the_rule_says_so() -> None:
    author, other = make_user(), make_user()
    issue = make_issue()
    issue.save_revision(user=author).publish()
    issue = IssuePage.objects.get(pk=issue.pk)
    NewsletterRule.objects.create(second_person=True)
    with pytest.raises(NotApproved):
        approve(issue, by=author)
    assert approve(issue, by=other).approved_by == other


def test_after_a_year_only_the_totals_are_kept(mail_server: MailServer) -> None:
    make_people(3)
    send = sent()
    Send.objects.filter(pk=send.pk).update(ended_at=timezone.now() - timedelta(days=364))
    assert forget_deliveries() == "0 deliveries"
    Send.objects.filter(pk=send.pk).update(ended_at=timezone.now() - timedelta(days=366))
    assert forget_deliveries() == "3 deliveries"
    send.refresh_from_db()
    assert (Delivery.objects.count(), send_states.totals(send)["sent"]) == (0, 3)
    assert Rendering.objects.count() == 2


def test_an_issue_without_readers_is_sent_to_nobody(mail_server: MailServer) -> None:
    send = sent()
    assert (send.state, mail_server.accepted) == ("sent", [])
