"""Django's way of sending mail, as rows: whoever calls ``send_mail`` (Wagtail, allauth) writes a message here.

It is written in the transaction of the caller, so that a rolled-back one tells nobody, and no request ever waits for
a mail server.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.crypto import get_random_string

import languages
from mail.compose import Envelope, written
from mail.render import Rendered, letter

KIND = "notification"
#: What each message gets of its own.
OWN_HEADERS = {"to", "cc", "bcc", "from", "message-id", "date"}


class EmailBackend(BaseEmailBackend):
    """Writes each message once for each of its recipients."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the rows and return how many messages were taken."""
        for message in email_messages:
            words = _words(message)
            for recipient in message.recipients():
                written(_envelope(message, recipient), words)
        return len(email_messages)


def _words(message: EmailMessage) -> Rendered:
    subject, text = str(message.subject), str(message.body)
    for content, kind in getattr(message, "alternatives", ()):
        if kind == "text/html":
            return Rendered(subject, text, str(content))
    return letter(subject, text, languages.active())


def _envelope(message: EmailMessage, recipient: str) -> Envelope:
    headers = {name: str(value) for name, value in message.extra_headers.items() if name.lower() not in OWN_HEADERS}
    if message.reply_to:
        headers["Reply-To"] = ", ".join(map(str, message.reply_to))
    return Envelope(
        kind=KIND,
        to=recipient,
        language=languages.active(),
        reason=f"{KIND}:{get_random_string(32)}",
        sender=str(message.from_email),
        headers=headers,
        attachments=tuple(_attachments(message)),
    )


def _attachments(message: EmailMessage) -> Iterator[tuple[str, str, bytes]]:
    for each in message.attachments:
        name, content, kind = _parts(each)
        yield name, kind, content.encode() if isinstance(content, str) else content


def _parts(attachment: Any) -> tuple[str, str | bytes, str]:
    if isinstance(attachment, tuple):
        name, content, kind = attachment
        return name or "attachment", content, kind or "application/octet-stream"
    payload = attachment.get_payload(decode=True) or b""
    return attachment.get_filename() or "attachment", payload, attachment.get_content_type()
