"""What is kept of a message, and how long."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from mail.models import Message
from mail.upkeep import forget
from tests.factories.mail import make_message

pytestmark = pytest.mark.django_db


def aged(days: int, state: Message.State) -> Message:
    message = make_message()
    Message.objects.filter(pk=message.pk).update(created_at=timezone.now() - timedelta(days=days), state=state)
    forget()
    return Message.objects.filter(pk=message.pk).first() or Message()


@pytest.mark.parametrize(("days", "kept"), [(6, True), (8, False)])
def test_bodies_are_kept_for_a_week(days: int, kept: bool) -> None:
    message = aged(days, Message.State.SENT)
    assert (bool(message.text), bool(message.html), message.recipient) == (kept, kept, "jan@example.org")


@pytest.mark.parametrize(("days", "address"), [(89, "jan@example.org"), (91, "")])
def test_addresses_are_kept_for_three_months(days: int, address: str) -> None:
    assert aged(days, Message.State.FAILED).recipient == address


@pytest.mark.parametrize(("days", "there"), [(729, True), (731, False)])
def test_reasons_are_kept_for_two_years(days: int, there: bool) -> None:
    assert bool(aged(days, Message.State.SENT).pk) is there


def test_what_still_waits_keeps_all() -> None:
    assert aged(800, Message.State.QUEUED).text
