"""Sending what waits: messages are claimed with a lease, sent over one connection, and each end is committed by itself.

Between the server's word and our commit a worker may die. Then the message is sent again, with the same Message-ID:
once too often is better than never, and mail programs fold the two.
"""

from __future__ import annotations

import base64
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import get_random_string

from mail import breaker, guard, rate, suppression
from mail.address import domain_of
from mail.connection import Connection, Outcome, Result
from mail.models import Message

State = Message.State
LEASE = timedelta(minutes=2)
BATCH = 20
SECONDS = 45.0
MOST_ATTEMPTS = 5
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120)]
#: What could not leave for so long is told of too late.
TOO_OLD = timedelta(days=3)
#: The address does not exist: later messages to it are not tried.
NO_SUCH_ADDRESS = {"5.1.1", "5.1.2", "5.1.10"}

logger = logging.getLogger(__name__)


@dataclass
class Run:
    """One turn of sending: how long it may take, who asks whether to stop, and what it did."""

    worker: str
    until: float
    stopping: Callable[[], bool] = lambda: False
    sent: int = 0
    others: int = 0

    def over(self) -> bool:
        return self.stopping() or time.monotonic() >= self.until


def send_waiting(seconds: float = SECONDS, stopping: Callable[[], bool] = lambda: False) -> str:
    """Send what waits until nothing does or the time is over, and return a line for the report."""
    run = Run(get_random_string(12), time.monotonic() + seconds, stopping)
    if breaker.paused() or not Message.objects.filter(_open(timezone.now())).exists():
        return ""
    with Connection() as connection:
        counted = breaker.Breaker()
        while not run.over() and _batch(run, connection, counted):
            pass
    return f"{run.sent} sent, {run.others} not"


def _batch(run: Run, connection: Connection, counted: breaker.Breaker) -> bool:
    """Send one batch; return whether to go on."""
    messages = claim(run.worker)
    for number, message in enumerate(messages):
        if run.over():
            release(messages[number:])
            return False
        reason = _one(run, connection, counted, message)
        if reason:
            release(messages[number + 1 :])
            breaker.pause(reason, message.error)
            return False
    return bool(messages)


def _one(run: Run, connection: Connection, counted: breaker.Breaker, message: Message) -> breaker.Reason | None:
    """Send one message, write down its end, and return why to send no more, if so."""
    if not still_held(message):
        return None
    held_back = why_not(message)
    if held_back:
        finish(message, State.SKIPPED, error=held_back)
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


def _open(now: datetime) -> Q:
    return Q(state=State.QUEUED, not_before__lte=now) | Q(state=State.SENDING, leased_until__lt=now)


def claim(worker: str, most: int = BATCH) -> list[Message]:
    """Take the oldest messages that are due, those of workers that died included, as many as the rate allows."""
    now = timezone.now()
    with transaction.atomic():
        rows = list(Message.objects.select_for_update(skip_locked=True).filter(_open(now)).order_by("pk")[:most])
        rows = rows[: rate.reserve(len(rows))]
        for row in rows:
            row.doubtful = row.doubtful or row.state == State.SENDING
            row.attempts += 1
            row.state, row.worker, row.leased_until = State.SENDING, worker, now + LEASE
        Message.objects.bulk_update(rows, ["state", "worker", "leased_until", "attempts", "doubtful"])
    return rows


def release(messages: list[Message]) -> None:
    """Give back what was claimed and not tried."""
    for message in messages:
        mine = Message.objects.filter(pk=message.pk, worker=message.worker, state=State.SENDING)
        mine.update(state=State.QUEUED, leased_until=None, worker="", attempts=F("attempts") - 1)
    rate.give_back(len(messages))


def still_held(message: Message) -> bool:
    """Whether the message is still this worker's; a lease of which half is over is renewed."""
    now = timezone.now()
    if message.leased_until and message.leased_until - now > LEASE / 2:
        return True
    message.leased_until = now + LEASE
    mine = Message.objects.filter(pk=message.pk, state=State.SENDING, worker=message.worker)
    return bool(mine.update(leased_until=message.leased_until))


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
    """Write down what became of one try."""
    result = outcome.result
    if result == Result.ACCEPTED:
        finish(message, State.SENT)
        return
    error = f"{outcome.code} {outcome.text}".strip()[:500]
    message.doubtful = message.doubtful or result == Result.LOST
    if result in {Result.UNREACHABLE, Result.BARRED}:
        # The fault is not the message's: no try of its five is used up.
        message.attempts -= 1
    if result == Result.REFUSED:
        if outcome.code in NO_SUCH_ADDRESS:
            suppression.suppress(message.recipient, suppression.Reason.HARD_BOUNCE, error)
        finish(message, State.FAILED, code=outcome.code, error=error)
    elif message.attempts >= MOST_ATTEMPTS or timezone.now() - message.created_at > TOO_OLD:
        finish(message, State.FAILED, code=outcome.code, error=error)
    else:
        pause = PAUSES[min(max(message.attempts, 1), len(PAUSES)) - 1]
        finish(message, State.QUEUED, code=outcome.code, error=error, not_before=timezone.now() + pause)


def finish(
    message: Message, state: Message.State, *, code: str = "", error: str = "", not_before: datetime | None = None
) -> None:
    """Commit the end of one try, unless another worker took the message over meanwhile."""
    now = timezone.now()
    values: dict[str, Any] = {
        "state": state,
        "code": code[:20],
        "error": error,
        "leased_until": None,
        "attempts": message.attempts,
        "doubtful": message.doubtful,
        "not_before": not_before or message.not_before,
        "sent_at": now if state == State.SENT else None,
    }
    if message.secret and state == State.SENT:
        values |= {"html": "", "text": "", "attachments": []}
    mine = Message.objects.filter(pk=message.pk, state=State.SENDING, worker=message.worker)
    if not mine.update(**values):
        logger.warning("message %s took longer than its lease: another worker has taken it over", message.pk)
    message.state, message.error = state, error
