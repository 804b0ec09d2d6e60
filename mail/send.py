"""Sending the messages that wait, over one connection, until none does or the time is over."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone
from django.utils.crypto import get_random_string

from mail import breaker, guard, queue, suppression
from mail.address import domain_of
from mail.connection import Connection, Outcome, Result
from mail.models import Message
from mail.queue import Run

State = Message.State
BATCH = 20
SECONDS = 45.0


def send_waiting(seconds: float = SECONDS, stopping: Callable[[], bool] = lambda: False) -> str:
    """Send what waits until nothing does or the time is over, and return a line for the report."""
    run = Run(get_random_string(12), time.monotonic() + seconds, stopping)
    if breaker.paused() or not Message.objects.filter(queue.is_due(timezone.now())).exists():
        return ""
    with Connection() as connection:
        counted = breaker.Breaker()
        while not run.over() and _batch(run, connection, counted):
            pass
    return f"{run.sent} sent, {run.others} not"


def _batch(run: Run, connection: Connection, counted: breaker.Breaker) -> bool:
    """Send one batch; return whether to go on."""
    messages = queue.claim(Message.objects.all(), run.worker, BATCH)
    for number, message in enumerate(messages):
        if run.over():
            queue.release(messages[number:])
            return False
        reason = _one(run, connection, counted, message)
        if reason:
            queue.release(messages[number + 1 :])
            breaker.pause(reason, message.error)
            return False
    return bool(messages)


def _one(run: Run, connection: Connection, counted: breaker.Breaker, message: Message) -> breaker.Reason | None:
    """Send one message, write down its end, and return why to send no more, if so."""
    if not queue.still_held(message):
        return None
    held_back = why_not(message)
    if held_back:
        queue.finish(message, State.SKIPPED, error=held_back)
        run.others += 1
        return None
    outcome = connection.send(as_mail(message))
    settle(message, outcome)
    if outcome.result == Result.ACCEPTED:
        run.sent += 1
        if run.sent == 1:
            breaker.resume()
    else:
        run.others += 1
    return counted.note(outcome, domain_of(message.recipient))


def why_not(message: Message) -> str:
    """Return why a message must not go out now, or nothing; asked at the last moment."""
    if not guard.allows(message.recipient):
        return "only named addresses are written to outside production"
    found = None if message.essential else suppression.found(message.recipient)
    return f"the address is not written to: {found.reason}" if found else ""


def as_mail(message: Message) -> EmailMultiAlternatives:
    """Return the message as it goes over the wire."""
    headers = {
        "Message-ID": message.message_id,
        "Content-Language": message.language,
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "OOF, AutoReply",
        **message.headers,
    }
    mail = EmailMultiAlternatives(
        message.subject,
        message.text,
        message.sender or settings.DEFAULT_FROM_EMAIL,
        [message.recipient],
        headers=headers,
    )
    if message.html:
        mail.attach_alternative(message.html, "text/html")
    for name, kind, content in message.attachments:
        mail.attach(name, base64.b64decode(content), kind)
    return mail


def settle(message: Message, outcome: Outcome) -> None:
    """Write down what became of one try; an address that does not exist is not written to again."""
    if outcome.result == Result.REFUSED and outcome.code in queue.NO_SUCH_ADDRESS:
        suppression.suppress(message.recipient, suppression.Reason.HARD_BOUNCE, outcome.text)
    forgotten: dict[str, Any] = {"html": "", "text": "", "attachments": []} if message.secret else {}
    queue.settle(message, outcome, since=message.created_at, **forgotten)
