"""Messages, as whoever tells something writes them."""

from typing import Any

from mail.compose import Envelope, written
from mail.models import Message
from mail.render import Rendered
from tests.factories.numbers import unique


def make_message(to: str = "jan@example.org", **fields: Any) -> Message:
    """Return a message that waits."""
    values = {"kind": "test", "language": "fr", "reason": unique("reason"), **fields}
    return written(Envelope(to=to, **values), Rendered("Objet", "Bonjour, été.\n", "<p>Bonjour, été.</p>"))


def make_messages(count: int) -> list[Message]:
    return [make_message(f"person{number}@example.org") for number in range(count)]
