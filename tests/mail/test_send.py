"""What waits leaves: once, in its order, again later where it was put off, and never where it must not."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from mail import breaker
from mail.models import Message, Relay, Suppression
from mail.send import LEASE, MOST_ATTEMPTS, claim, release, send_waiting
from mail.suppression import Reason, suppress
from mail.upkeep import retry
from tests.factories.mail import make_message, make_messages
from tests.mail.smtp_server import MailServer, free_port, html_of, refusing_login, text_of, use_server

pytestmark = pytest.mark.django_db


def states() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("state", flat=True))


def due_again() -> None:
    Message.objects.update(not_before=timezone.now())


def test_a_message_arrives_whole_and_is_told_as_sent(server: MailServer) -> None:
    message = make_message(headers={"X-Kind": "test"}, attachments=[("agenda.ics", "text/calendar", b"BEGIN")])
    assert send_waiting() == "1 sent, 0 not"
    (mail,) = server.mails
    message.refresh_from_db()
    assert (message.state, message.attempts, message.sent_at is not None) == ("sent", 1, True)
    assert (mail["To"], mail["Subject"], mail["X-Kind"]) == ("jan@example.org", "Objet", "test")
    assert (mail["Message-ID"], mail["Content-Language"]) == (message.message_id, "fr")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert (text_of(mail).strip(), html_of(mail).strip()) == ("Bonjour, été.", "<p>Bonjour, été.</p>")
    assert [part.get_filename() for part in mail.iter_attachments()] == ["agenda.ics"]


def test_nothing_is_sent_twice(server: MailServer) -> None:
    make_messages(45)
    send_waiting()
    send_waiting()
    assert len(server.accepted) == len(set(server.accepted)) == 45


def test_what_is_refused_fails_and_the_others_leave(server: MailServer) -> None:
    server.replies["person1@example.org"] = "550 5.1.1 nobody of this name"
    make_messages(3)
    send_waiting()
    assert states() == ["sent", "failed", "sent"]
    failed = Message.objects.get(state="failed")
    assert (failed.code, failed.error) == ("5.1.1", "5.1.1 5.1.1 nobody of this name")
    assert Suppression.objects.get().reason == Reason.HARD_BOUNCE


def test_what_is_put_off_is_tried_again_later_five_times_in_all(server: MailServer) -> None:
    server.replies["*"] = "451 4.7.1 come back later"
    message = make_message()
    for tried in range(1, MOST_ATTEMPTS + 1):
        send_waiting()
        assert send_waiting() == ""
        message.refresh_from_db()
        assert (message.attempts, message.state) == (tried, "failed" if tried == MOST_ATTEMPTS else "queued")
        due_again()
    assert len(server.tried) == MOST_ATTEMPTS


def test_a_server_that_is_away_uses_up_no_try_and_is_left_alone(settings: Any) -> None:
    port = free_port()
    use_server(settings, port)
    make_messages(8)
    send_waiting()
    assert set(states()) == {"queued"}
    assert set(Message.objects.values_list("attempts", flat=True)) == {0}
    assert Relay.objects.get().reason == breaker.Reason.UNREACHABLE
    assert send_waiting() == ""


def test_a_refused_login_pauses_all_with_the_reason(settings: Any) -> None:
    port = free_port()
    use_server(settings, port)
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "portal", "wrong"
    make_messages(3)
    with refusing_login(port) as handler:
        send_waiting()
    relay = breaker.paused()
    assert relay is not None
    assert (relay.reason, handler.tried, set(states())) == (breaker.Reason.LOGIN, [], {"queued"})


def test_after_the_pause_all_leave_and_the_pause_is_forgotten(server: MailServer) -> None:
    breaker.pause(breaker.Reason.UNREACHABLE, "away")
    make_messages(2)
    assert send_waiting() == ""
    Relay.objects.update(paused_until=timezone.now())
    send_waiting()
    assert (states(), Relay.objects.get().pauses) == (["sent", "sent"], 0)


def test_no_answer_after_the_message_is_sent_again_with_the_same_number(server: MailServer) -> None:
    server.silent_after["*"] = 1
    message = make_message()
    send_waiting()
    due_again()
    send_waiting()
    message.refresh_from_db()
    assert server.accepted == [("jan@example.org", message.message_id)] * 2
    assert (message.state, message.doubtful) == ("sent", True)


def test_what_a_dead_worker_held_is_taken_over_after_its_lease(server: MailServer) -> None:
    message = make_message()
    claim("dead")
    assert send_waiting() == ""
    Message.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    send_waiting()
    message.refresh_from_db()
    assert (message.state, message.attempts, message.doubtful) == ("sent", 2, True)


def test_a_worker_that_was_overtaken_writes_nothing(server: MailServer) -> None:
    make_message()
    (held,) = claim("slow")
    Message.objects.update(worker="other", leased_until=timezone.now() + LEASE)
    release([held])
    assert states() == ["sending"]


def test_suppressed_addresses_get_only_what_they_asked_for(server: MailServer) -> None:
    suppress("Jan@Example.org", Reason.COMPLAINT)
    make_message("jan@example.org")
    make_message("JAN@example.org", essential=True)
    send_waiting()
    assert (states(), server.recipients) == (["skipped", "sent"], ["JAN@example.org"])


def test_a_copy_of_the_site_writes_to_nobody_but_those_named(server: MailServer, settings: Any) -> None:
    settings.SITE_ENVIRONMENT, settings.MAIL_ONLY_TO = "staging", ["team.example", "An@Example.com"]
    for address in ("jan@example.org", "tester@team.example", "an@example.com", "tester@evil-team.example"):
        make_message(address)
    send_waiting()
    assert (states(), server.recipients) == (
        ["skipped", "sent", "sent", "skipped"],
        ["an@example.com", "tester@team.example"],
    )


def test_bodies_with_secret_links_are_forgotten_once_sent(server: MailServer) -> None:
    make_message(secret=True)
    send_waiting()
    message = Message.objects.get()
    assert (message.text, message.html, "été" in text_of(server.mails[0])) == ("", "", True)


def test_failed_messages_are_retried_and_only_those(server: MailServer) -> None:
    server.replies["person1@example.org"] = "550 not now"
    make_messages(2)
    send_waiting()
    server.replies.clear()
    assert retry(list(Message.objects.all())) == 1
    send_waiting()
    assert server.recipients == ["person0@example.org", "person1@example.org"]


def test_the_time_that_a_run_has_is_kept(server: MailServer) -> None:
    server.seconds = 0.05
    make_messages(30)
    send_waiting(seconds=0.3)
    counted = states()
    assert 0 < counted.count("sent") < 30
    assert set(counted) == {"sent", "queued"}
    assert set(Message.objects.filter(state="queued").values_list("attempts", flat=True)) == {0}


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_workers_side_by_side_send_each_message_once(server: MailServer) -> None:
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("threads share one connection to a database in memory")
    make_messages(60)

    def work() -> None:
        try:
            send_waiting(seconds=20)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(server.accepted) == len(set(server.accepted)) == 60
    assert set(states()) == {"sent"}


@pytest.mark.parametrize("count", [1, 3])
def test_a_look_when_nothing_waits_writes_nothing(
    server: MailServer, count: int, django_assert_num_queries: Any
) -> None:
    make_messages(count)
    send_waiting()
    with django_assert_num_queries(2):
        send_waiting()
