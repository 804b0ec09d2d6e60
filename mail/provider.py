"""What a mail service tells of what it was given: its webhook is read by django-anymail, and applied here once.

The optional package ``django-anymail`` is there where ``EMAIL_URL`` names a service; nothing else knows it.
"""

from __future__ import annotations

import hashlib
import logging
from typing import Any

from anymail.signals import tracking
from django.dispatch import receiver

from mail import feedback
from mail.feedback import Kind, Told
from mail.models import FeedbackEvent

logger = logging.getLogger(__name__)

#: Of a bounce only some reasons say that the address does not exist; spam and policy are ours or the server's.
HARD = {"bounced", "invalid"}
NOT_THE_ADDRESS = {"blocked", "spam", "other", "timed_out"}


@receiver(tracking)
def note(sender: Any, event: Any, esp_name: str, **kwargs: Any) -> None:
    """Apply one event; one that is broken is told in the log and stops no other of the same call."""
    try:
        kind = kind_of(event)
        if kind and event.recipient:
            feedback.apply(Told(esp_name, identifier(event), kind, event.recipient, sending(event), event.timestamp))
    except (ValueError, AttributeError, TypeError):
        logger.exception("an event of %s could not be read", esp_name)


def kind_of(event: Any) -> FeedbackEvent.Kind | None:
    """Return what an event means for the address, or None where it means nothing."""
    if event.event_type == "complained":
        return Kind.COMPLAINT
    if event.event_type == "bounced":
        return Kind.HARD if event.reject_reason in HARD else Kind.SOFT
    if event.event_type in {"rejected", "failed"} and event.reject_reason == "invalid":
        return Kind.HARD
    if event.event_type in {"deferred", "failed"} and event.reject_reason not in NOT_THE_ADDRESS:
        return Kind.SOFT
    return None


def identifier(event: Any) -> str:
    """Return what makes an event the same one when it is told again; not every service numbers its events."""
    if event.event_id:
        return str(event.event_id)
    parts = (event.event_type, event.recipient, event.message_id, event.timestamp)
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()


def sending(event: Any) -> str:
    """Return which sending a message was of, so that its bounces count once; its number where nothing is known."""
    return str(event.message_id or "")[:80]
