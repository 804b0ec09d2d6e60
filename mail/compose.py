"""Writing a message: a row in the transaction of whoever tells something, which a worker sends after the commit.

Undone work is never told of, and the same reason is told of once, however often it is written.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from mail.models import Message
from mail.render import NotSendable, Rendered, rendered

BREAKS = ("\r", "\n", "\x00")


@dataclass(frozen=True)
class Envelope:
    """What a message is besides its words.

    ``reason`` is unique: a second message of the same reason is not written. ``essential`` is what the person just
    asked for, which goes even to an address that refused mail before. ``secret`` bodies are forgotten once sent.
    """

    kind: str
    to: str
    language: str
    reason: str
    essential: bool = False
    secret: bool = False
    sender: str = ""
    headers: Mapping[str, str] | None = None
    attachments: Iterable[tuple[str, str, bytes]] = ()
    not_before: datetime | None = None


def compose(
    *, kind: str, to: str, language: str, template: str, context: Mapping[str, Any], reason: str, **more: Any
) -> Message:
    """Write the message of a template and return its row: the one that there is when the reason was told of before.

    ``more`` are the further fields of ``Envelope``. Raises ``NotSendable`` for an address, a subject or a header that
    is none.
    """
    told_before = Message.objects.filter(reason=reason).first()
    if told_before:
        return told_before
    envelope = Envelope(kind=kind, to=to, language=language, reason=reason, **more)
    return written(envelope, rendered(template, context, language))


def written(envelope: Envelope, words: Rendered) -> Message:
    """Write the row of a message whose words are there already."""
    _refuse(envelope, words)
    values = {
        "kind": envelope.kind,
        "language": envelope.language,
        "recipient": envelope.to,
        "sender": envelope.sender,
        "subject": words.subject,
        "text": words.text,
        "html": words.html,
        "headers": dict(envelope.headers or {}),
        "attachments": [
            [name, kind, base64.b64encode(content).decode()] for name, kind, content in envelope.attachments
        ],
        "essential": envelope.essential,
        "secret": envelope.secret,
        "not_before": envelope.not_before or timezone.now(),
        "message_id": message_id("m", envelope.reason),
    }
    return Message.objects.get_or_create(reason=envelope.reason, defaults=values)[0]


def message_id(prefix: str, what: str) -> str:
    """Return the Message-ID of something sent: the same however often it is sent, and not to be guessed."""
    key = settings.SECRET_KEY.encode()
    digest = hmac.new(key, f"mail.message_id:{what}".encode(), hashlib.sha256).hexdigest()[:24]
    return f"<{prefix}.{digest}@{sender_domain()}>"


def sender_domain() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"


def _refuse(envelope: Envelope, words: Rendered) -> None:
    headers = dict(envelope.headers or {})
    lines = [envelope.to, envelope.sender, words.subject, *headers, *headers.values()]
    if any(mark in line for line in lines for mark in BREAKS):
        raise NotSendable("an address, subject or header is broken into lines")
    try:
        validate_email(envelope.to)
    except ValidationError as fault:
        raise NotSendable("not an address of mail") from fault
