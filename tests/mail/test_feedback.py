"""Events of mail services: applied once, in any order, on the address and on nothing else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from mail import suppression
from mail.feedback import Kind, Told, apply, forget_old
from mail.models import FeedbackEvent

pytestmark = pytest.mark.django_db
ADDRESS = "jan@example.org"


def told(number: str, kind: FeedbackEvent.Kind, **fields: Any) -> bool:
    return apply(Told("relay", number, kind, ADDRESS, **fields))


def reason() -> str:
    found = suppression.found(ADDRESS)
    return found.reason if found else ""


def test_an_event_that_is_told_again_is_applied_once() -> None:
    assert [told("1", Kind.HARD), told("1", Kind.HARD)] == [True, False]
    assert (reason(), FeedbackEvent.objects.count()) == ("hard_bounce", 1)


def test_the_weightiest_event_stands_in_whatever_order_they_come() -> None:
    told("2", Kind.COMPLAINT)
    told("1", Kind.HARD)
    assert reason() == "complaint"


def test_three_failed_sendings_on_three_days_suppress_an_address() -> None:
    now = timezone.now()
    for days in (1, 2):
        told(f"s{days}", Kind.SOFT, sending=f"send:{days}", at=now - timedelta(days=days))
    assert reason() == ""
    told("s3", Kind.SOFT, sending="send:3", at=now)
    assert reason() == "hard_bounce"


def test_many_failures_of_one_day_count_once() -> None:
    for number in range(6):
        told(f"{number}", Kind.SOFT, sending=f"send:{number}")
    assert reason() == ""


def test_many_failures_of_one_sending_count_once() -> None:
    for days in range(6):
        told(f"{days}", Kind.SOFT, sending="send:1", at=timezone.now() - timedelta(days=days))
    assert reason() == ""


def test_old_failures_do_not_count() -> None:
    for days in (70, 80, 90):
        told(f"old{days}", Kind.SOFT, sending=f"send:{days}", at=timezone.now() - timedelta(days=days))
    assert reason() == ""


def test_events_are_forgotten_after_a_year() -> None:
    told("new", Kind.SOFT)
    told("old", Kind.SOFT, at=timezone.now() - timedelta(days=366))
    assert (forget_old(), FeedbackEvent.objects.get().event_id) == (1, "new")
