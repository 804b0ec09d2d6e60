"""A real mail server that does what a test tells it: refuse, put off, wait, hang up, and note what it took."""

from __future__ import annotations

import asyncio
import re
import socket
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session


class MailServer:
    """The part of the server that takes mail, with its script of faults; each fault by recipient or for all."""

    def __init__(self) -> None:
        self.replies: dict[str, str] = {}  # to RCPT, by recipient; "*" for all
        self.data_replies: dict[str, str] = {}  # to the message itself
        self.sender_reply = ""
        self.seconds = 0.0  # before the answer to each message
        self.silent_before: Counter[str] = Counter()  # so often hang up without having taken the message
        self.silent_after: Counter[str] = Counter()  # so often hang up having taken it
        self.messages_per_connection = 0
        self.accepted: list[tuple[str, str]] = []  # recipient and Message-ID
        self.mails: list[EmailMessage] = []
        self.connections = 0
        self.keep = True
        self.tried: list[str] = []

    def __call__(self) -> MailServer:
        return self

    async def handle_EHLO(
        self, server: SMTP, session: Session, _envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        session.taken = 0  # type: ignore[attr-defined]
        self.connections += 1
        return responses

    async def handle_MAIL(
        self, server: SMTP, session: Any, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.messages_per_connection and session.taken >= self.messages_per_connection:
            server.transport.abort()
        if self.sender_reply:
            return self.sender_reply
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        self.tried.append(address)
        reply = self.replies.get(address) or self.replies.get("*")
        if reply:
            return reply
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Envelope) -> str:
        (recipient,) = envelope.rcpt_tos
        if self.seconds:
            await asyncio.sleep(self.seconds)
        if reply := self.data_replies.get(recipient) or self.data_replies.get("*"):
            return reply
        if _once(self.silent_before, recipient):
            server.transport.abort()
            return ""
        self._take(recipient, bytes(envelope.content or b""))
        session.taken += 1
        if _once(self.silent_after, recipient):
            server.transport.abort()
            return ""
        return "250 OK"

    def _take(self, recipient: str, content: bytes) -> None:
        found = re.search(rb"^Message-ID:\s*(\S+)", content, re.IGNORECASE | re.MULTILINE)
        self.accepted.append((recipient, found.group(1).decode() if found else ""))
        if self.keep:
            self.mails.append(message_from_bytes(content, policy=policy.default))  # type: ignore[arg-type]

    @property
    def recipients(self) -> list[str]:
        return sorted(recipient for recipient, _number in self.accepted)

    def link(self) -> str:
        """Return the path of the one link in the text of the last mail."""
        (path,) = re.findall(r"http://testserver(/\S+)", text_of(self.mails[-1]))
        return path


def _once(times: Counter[str], recipient: str) -> bool:
    for name in (recipient, "*"):
        if times[name] > 0:
            times[name] -= 1
            return True
    return False


def text_of(mail: EmailMessage) -> str:
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def html_of(mail: EmailMessage) -> str:
    part = mail.get_body(("html",))
    assert part is not None
    return str(part.get_content())


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def use_server(settings: Any, port: int) -> None:
    """Send to a real server on this machine, as a public site does."""
    settings.MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
    settings.SITE_ENVIRONMENT = "production"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 5


@contextmanager
def running(port: int, **options: Any) -> Iterator[MailServer]:
    handler = MailServer()
    server = Controller(handler, hostname="127.0.0.1", port=port, **options)
    server.start()
    yield handler
    server.stop()


def refusing_login(port: int) -> Any:
    """Return a server that knows nobody."""

    def authenticate(*_arguments: Any) -> AuthResult:
        return AuthResult(success=False, handled=False)

    return running(port, authenticator=authenticate, auth_require_tls=False)


@pytest.fixture
def mail_server(settings: Any) -> Iterator[MailServer]:
    port = free_port()
    use_server(settings, port)
    with running(port) as handler:
        yield handler
