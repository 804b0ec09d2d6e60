"""Writing messages: once for one reason, in the transaction of what is told, and never with a header too many."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from django.core import mail
from django.db import transaction

from mail.compose import compose, message_id
from mail.models import Message
from mail.render import NotSendable
from tests.factories.mail import make_message

pytestmark = pytest.mark.django_db


def write(**fields: Any) -> Message:
    values: dict[str, Any] = {
        "kind": "accounts.roles",
        "to": "jan@example.org",
        "language": "nl",
        "template": "accounts/email/roles_given",
        "context": {"groups": ["Groep"], "sign_in": "http://testserver/nl/aanmelden/"},
        "reason": "roles:1",
    }
    return compose(**{**values, **fields})


def test_a_message_is_a_row_in_the_language_of_the_person() -> None:
    message = write()
    assert (message.state, message.language, message.recipient) == ("queued", "nl", "jan@example.org")
    assert message.subject.startswith("Uw account")
    assert "- Groep" in message.text
    assert '<html lang="nl-BE"' in message.html


def test_the_same_reason_is_told_of_once() -> None:
    assert write() == write(to="somebody.else@example.org")
    assert Message.objects.count() == 1


def test_what_is_rolled_back_is_never_told_of() -> None:
    with suppress(InterruptedError), transaction.atomic():
        write()
        raise InterruptedError
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "address", ["jan@example.org\r\nBcc: all@example.org", "jan", "a@b@c", "jan@example.org\n", ""]
)
def test_a_hostile_address_is_refused(address: str) -> None:
    with pytest.raises(NotSendable):
        write(to=address)
    assert not Message.objects.exists()


@pytest.mark.parametrize("header", [{"X-A": "b\r\nBcc: all@example.org"}, {"X-A\r\nBcc: all@example.org": "b"}])
def test_a_header_broken_into_lines_is_refused(header: dict[str, str]) -> None:
    with pytest.raises(NotSendable):
        write(headers=header)


def test_a_subject_broken_into_lines_is_refused_before_it_is_written() -> None:
    with pytest.raises(ValueError, match="lines"):
        mail.send_mail("Subject\r\nBcc: all@example.org", "text", None, ["jan@example.org"])
    assert not Message.objects.exists()


def test_the_message_id_follows_from_the_reason_and_is_not_guessed(settings: Any) -> None:
    assert message_id("m", "a") == message_id("m", "a") != message_id("m", "b")
    before = message_id("m", "a")
    settings.SECRET_KEY = "x" * 50
    assert message_id("m", "a") != before
    assert make_message(reason="a").message_id == message_id("m", "a")
