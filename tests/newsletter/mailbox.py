"""The mails that were written, whichever way they leave."""

from __future__ import annotations

from django.core import mail


def texts() -> list[str]:
    """Return the text of every mail, the last one at the end."""
    return [str(message.body) for message in mail.outbox]


def recipients() -> list[str]:
    return [message.to[0] for message in mail.outbox]


def subjects() -> list[str]:
    return [message.subject for message in mail.outbox]


def empty() -> None:
    """Throw away what was written so far."""
    mail.outbox.clear()
