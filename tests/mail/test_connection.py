"""Speaking to a mail server that refuses, waits, hangs up: what became of the message is always known."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives

from mail.connection import RECONNECT_AFTER, Connection, Outcome, Result
from tests.mail.smtp_server import MailServer, free_port, refusing_login, use_server


def a_mail(to: str = "jan@example.org", **fields: Any) -> EmailMultiAlternatives:
    values: dict[str, Any] = {"subject": "été", "body": "texte", "from_email": "site@example.org", **fields}
    return EmailMultiAlternatives(to=[to], **values)


def send(*addresses: str) -> list[Result]:
    with Connection() as connection:
        return [connection.send(a_mail(address)).result for address in addresses]


def test_messages_leave_over_one_connection(server: MailServer) -> None:
    assert send("a@example.org", "b@example.org") == [Result.ACCEPTED] * 2
    assert (server.recipients, server.connections) == (["a@example.org", "b@example.org"], 1)


def test_the_connection_is_opened_anew_after_a_hundred(server: MailServer) -> None:
    addresses = [f"p{number}@example.org" for number in range(RECONNECT_AFTER + 1)]
    assert set(send(*addresses)) == {Result.ACCEPTED}
    assert (len(server.accepted), server.connections) == (RECONNECT_AFTER + 1, 2)


def test_a_relay_that_hangs_up_after_some_messages_is_called_again(server: MailServer) -> None:
    server.messages_per_connection = 2
    assert send(*(f"p{number}@example.org" for number in range(7))) == [Result.ACCEPTED] * 7
    assert (len(server.accepted), server.connections) == (7, 4)


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        ("550 5.1.1 nobody", Outcome(Result.REFUSED, "5.1.1", "5.1.1 nobody")),
        ("550 nobody", Outcome(Result.REFUSED, "550", "nobody")),
        ("451 4.7.1 later", Outcome(Result.LATER, "4.7.1", "4.7.1 later")),
        ("530 5.7.0 log in", Outcome(Result.BARRED, "5.7.0", "5.7.0 log in")),
    ],
)
@pytest.mark.parametrize("stage", ["replies", "data_replies"])
def test_what_the_server_answers_is_told_and_the_next_one_leaves(
    server: MailServer, reply: str, outcome: Outcome, stage: str
) -> None:
    getattr(server, stage)["jan@example.org"] = reply
    with Connection() as connection:
        assert connection.send(a_mail()) == outcome
        assert connection.send(a_mail("next@example.org")).result == Result.ACCEPTED
    assert server.connections == 1


def test_a_sender_that_is_refused_is_not_the_fault_of_a_recipient(server: MailServer) -> None:
    server.sender_reply = "553 5.7.1 not this sender"
    assert send("jan@example.org") == [Result.BARRED]


def test_silence_after_the_message_is_told_apart_from_silence_before_it(server: MailServer) -> None:
    server.silent_after["jan@example.org"] = 1
    assert send("jan@example.org") == [Result.LOST]
    server.messages_per_connection = 0
    assert send("jan@example.org") == [Result.ACCEPTED]
    assert len(server.accepted) == 2


def test_no_server_is_unreachable(settings: Any) -> None:
    use_server(settings, free_port())
    assert send("jan@example.org") == [Result.UNREACHABLE]


def test_a_server_that_refuses_the_login_bars_everything(settings: Any) -> None:
    port = free_port()
    use_server(settings, port)
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "portal", "wrong"
    with refusing_login(port) as handler:
        assert send("jan@example.org") == [Result.BARRED]
    assert handler.accepted == []


def test_a_message_that_is_none_is_refused_without_a_connection(settings: Any) -> None:
    use_server(settings, free_port())
    with Connection() as connection:
        assert connection.send(a_mail(subject="a\nb")).result == Result.REFUSED
        assert connection.send(a_mail("jan@" + "x" * 300 + ".example")).result == Result.REFUSED


def test_dots_and_long_lines_arrive_as_they_were(server: MailServer) -> None:
    body = ".\n..\nété " + "x" * 1200 + "\n.end"
    with Connection() as connection:
        assert connection.send(a_mail(body=body)).result == Result.ACCEPTED
    assert server.mails[0].get_content().replace("\r\n", "\n").rstrip("\n") == body
