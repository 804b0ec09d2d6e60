"""Faults of the server stop everything, faults of one address only that one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from mail import breaker
from mail.breaker import Breaker, Reason
from mail.connection import Outcome, Result
from mail.models import Suppression
from mail.send import send_waiting
from tests.factories.mail import make_message, make_messages
from tests.mail.smtp_server import MailServer

GOOD = Outcome(Result.ACCEPTED)


def notes(*outcomes: Outcome) -> list[Reason | None]:
    counted = Breaker()
    return [counted.note(outcome, f"d{number}.example") for number, outcome in enumerate(outcomes)]


def test_five_faults_of_the_connection_in_a_row_stop() -> None:
    away = Outcome(Result.UNREACHABLE)
    assert notes(*[away] * 5)[-2:] == [None, Reason.UNREACHABLE]
    assert set(notes(*[away] * 4, GOOD, *[away] * 4)) == {None}


def test_more_than_twenty_times_later_in_a_row_stop() -> None:
    later = Outcome(Result.LATER, "451")
    assert notes(*[later] * 21)[-2:] == [None, Reason.LATER]
    assert set(notes(*[later] * 20, GOOD, *[later] * 20)) == {None}


def test_the_same_refusal_of_content_for_ten_domains_stops() -> None:
    assert notes(*[Outcome(Result.REFUSED, "5.7.1")] * 10)[-2:] == [None, Reason.POLICY]
    assert set(notes(*[Outcome(Result.REFUSED, "5.1.1")] * 30)) == {None}


def test_ten_refusals_at_one_domain_stop_nothing() -> None:
    counted = Breaker()
    assert {counted.note(Outcome(Result.REFUSED, "5.7.1"), "one.example") for _time in range(30)} == {None}


@pytest.mark.django_db
def test_the_pause_grows_to_half_an_hour() -> None:
    lengths = []
    for _time in range(8):
        relay = breaker.pause(Reason.LATER, "busy")
        lengths.append(round((relay.paused_until - timezone.now()) / timedelta(minutes=1)))
    assert lengths == [1, 2, 4, 8, 16, 30, 30, 30]


@pytest.mark.django_db
def test_a_policy_refusal_pauses_and_suppresses_nobody(server: MailServer) -> None:
    server.data_replies["*"] = "554 5.7.1 looks like spam"
    for number in range(12):
        make_message(f"jan@d{number}.example")
    send_waiting()
    assert (len(server.tried), Suppression.objects.count()) == (10, 0)
    relay = breaker.paused()
    assert relay is not None
    assert (relay.reason, "looks like spam" in relay.detail) == (Reason.POLICY, True)


@pytest.mark.django_db
def test_trying_again_is_possible_at_once(server: MailServer) -> None:
    breaker.pause(Reason.LATER, "busy")
    breaker.resume()
    make_messages(1)
    assert send_waiting() == "1 sent, 0 not"
