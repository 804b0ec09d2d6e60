"""One kept connection to the mail server, and what became of each message that was given to it.

The conversation is led step by step: a server that hangs up before it has the message lost nothing, one that hangs up
after it may have taken it.
"""

from __future__ import annotations

import re
import smtplib
from dataclasses import dataclass
from enum import StrEnum
from types import TracebackType
from typing import Any, Self

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends import smtp
from django.core.mail.message import sanitize_address

RECONNECT_AFTER = 100
#: The server closes the connection, by its own rules: no fault of what is sent over the next one.
CLOSING = 421
TAKEN, GO_ON, FIRST_PERMANENT = 250, 354, 500
LOGIN_WANTED = {530, 534, 535, 538}
ENHANCED = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")


class Result(StrEnum):
    """What became of a message."""

    ACCEPTED = "accepted"
    REFUSED = "refused"  # for ever, this message to this address
    LATER = "later"
    UNREACHABLE = "unreachable"  # nobody to talk to: the message is as good as never tried
    BARRED = "barred"  # the server takes nothing from us
    LOST = "lost"  # the server had all of it and never answered


@dataclass(frozen=True)
class Outcome:
    """What became of a message, the code of the answer (the precise one where there is one) and its words."""

    result: Result
    code: str = ""
    text: str = ""


class _Closed(Exception):
    """The server ended the conversation before it had the message."""


class Connection:
    """Sends over one connection, opened when first needed, anew after a hundred messages or when the server closed it.

    Use as a context manager; anything that is no SMTP server (a file, the screen, the service of a provider) is spoken
    to through its own backend.
    """

    def __init__(self) -> None:
        self.backend = get_connection(settings.MAIL_TRANSPORT)
        self.sent = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Hang up; what the server says to that no longer matters."""
        try:
            self.backend.close()
        except OSError:
            self.backend.connection = None
        self.sent = 0

    def send(self, message: EmailMessage) -> Outcome:
        """Give a message for one recipient to the server and return what became of it; no fault raises."""
        try:
            built: Any = message.message()
            data = built.as_bytes(linesep="\r\n")
            sender = sanitize_address(message.from_email, "utf-8")
            (recipient,) = (sanitize_address(address, "utf-8") for address in message.recipients())
        except (ValueError, UnicodeError) as fault:
            return Outcome(Result.REFUSED, "", f"not a message that can be sent: {fault}")
        if not isinstance(self.backend, smtp.EmailBackend):
            return self._hand_over(message)
        if self.sent >= RECONNECT_AFTER:
            self.close()
        for _time in range(2):
            kept = self.backend.connection is not None
            try:
                return self._converse(sender, recipient, data)
            except _Closed as closed:
                self.close()
                # A kept connection may have been closed for its age; a new one that is closed tells of the server.
                if not kept:
                    return Outcome(Result.UNREACHABLE, "", str(closed))
        return Outcome(Result.UNREACHABLE, "", "the connection was closed twice")

    def _converse(self, sender: str, recipient: str, data: bytes) -> Outcome:
        barred = self._open()
        if barred:
            return barred
        server: smtplib.SMTP = self.backend.connection
        refused = self._envelope(server, sender, recipient)
        if refused:
            self._ask(server, "RSET")
            return refused
        try:
            # In one piece: the end by itself would wait for the server's word that the rest has come.
            server.send(_ended(data) + b".\r\n")
            code, words = server.getreply()
        except OSError as fault:
            self.close()
            return Outcome(Result.LOST, "", _words(fault))
        self.sent += 1
        if code == CLOSING:
            self.close()
        return Outcome(Result.ACCEPTED) if code == TAKEN else _refusal(code, words)

    def _open(self) -> Outcome | None:
        try:
            self.backend.open()
        except (smtplib.SMTPAuthenticationError, smtplib.SMTPNotSupportedError) as fault:
            self.close()
            return Outcome(Result.BARRED, str(getattr(fault, "smtp_code", "")), _words(fault))
        except OSError as fault:
            self.close()
            return Outcome(Result.UNREACHABLE, "", _words(fault))
        try:
            self.backend.connection.ehlo_or_helo_if_needed()
        except OSError as fault:
            raise _Closed(_words(fault)) from fault
        return None

    def _envelope(self, server: smtplib.SMTP, sender: str, recipient: str) -> Outcome | None:
        """Say who writes to whom, up to the server's word to go on; return its refusal, if any."""
        code, words = self._ask(server, f"MAIL FROM:<{sender}>")
        if code >= FIRST_PERMANENT:
            return Outcome(Result.BARRED, _code(code, words), _decoded(words))
        if code == TAKEN:
            code, words = self._ask(server, f"RCPT TO:<{recipient}>")
        if code in {TAKEN, TAKEN + 1}:
            code, words = self._ask(server, "DATA")
        return None if code == GO_ON else _refusal(code, words)

    def _ask(self, server: smtplib.SMTP, command: str) -> tuple[int, bytes]:
        try:
            code, words = server.docmd(command)
        except OSError as fault:
            raise _Closed(_words(fault)) from fault
        if code == CLOSING:
            raise _Closed(_decoded(words))
        return code, words

    def _hand_over(self, message: EmailMessage) -> Outcome:
        """Give a message to a backend that is no SMTP server."""
        try:
            self.backend.send_messages([message])
        except OSError as fault:
            return Outcome(Result.UNREACHABLE, "", _words(fault))
        except Exception as fault:  # noqa: BLE001 - each provider has faults of its own, and none stops the others.
            status = int(getattr(fault, "status_code", None) or 0)
            if status in {401, 403}:
                return Outcome(Result.BARRED, str(status), _words(fault))
            permanent = 400 <= status < FIRST_PERMANENT and status != 429 or "Refused" in type(fault).__name__
            return Outcome(Result.REFUSED if permanent else Result.LATER, str(status or ""), _words(fault))
        return Outcome(Result.ACCEPTED)


def _ended(data: bytes) -> bytes:
    quoted = smtplib._quote_periods(data)
    return quoted if quoted.endswith(b"\r\n") else quoted + b"\r\n"


def _refusal(code: int, words: bytes) -> Outcome:
    if code in LOGIN_WANTED:
        return Outcome(Result.BARRED, _code(code, words), _decoded(words))
    result = Result.REFUSED if code >= FIRST_PERMANENT else Result.LATER
    return Outcome(result, _code(code, words), _decoded(words))


def _code(code: int, words: bytes) -> str:
    """Return the precise code of the answer (``5.1.1``) where there is one, else the plain one (``550``)."""
    found = ENHANCED.match(_decoded(words))
    return found.group() if found else str(code)


def _decoded(words: bytes) -> str:
    return words.decode("utf-8", "replace")[:300]


def _words(fault: BaseException) -> str:
    return (f"{fault}" or type(fault).__name__)[:300]
