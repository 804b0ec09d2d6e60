"""The mails that were written, as rows that a worker would send."""

from __future__ import annotations

from mail.models import Message


def _written(name: str) -> list[str]:
    return list(Message.objects.order_by("pk").values_list(name, flat=True))


def texts() -> list[str]:
    """Return the text of every mail, the last one at the end."""
    return _written("text")


def recipients() -> list[str]:
    return _written("recipient")


def subjects() -> list[str]:
    return _written("subject")


def empty() -> None:
    """Throw away what was written so far."""
    Message.objects.all().delete()
