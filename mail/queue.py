"""A queue that is rows: claimed with a lease, each end committed by itself. For messages, and for deliveries above.

Between the server's word and our commit a worker may die. Then the row is sent again, with the same Message-ID: once
too often is better than never, and mail programs fold the two.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from mail import rate
from mail.connection import Outcome, Result
from mail.models import Outgoing

State = Outgoing.State
Row = TypeVar("Row", bound=Outgoing)
LEASE = timedelta(minutes=2)
MOST_ATTEMPTS = 5
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120)]
#: What could not leave for so long is told of too late.
TOO_OLD = timedelta(days=3)
#: The address does not exist: later messages to it are not tried.
NO_SUCH_ADDRESS = {"5.1.1", "5.1.2", "5.1.10"}

logger = logging.getLogger(__name__)


@dataclass
class Run:
    """One turn of sending: who sends, how long it may take, who says to stop before, and what it did."""

    worker: str
    until: float
    stopping: Callable[[], bool] = lambda: False
    sent: int = 0
    others: int = 0

    def over(self) -> bool:
        return self.stopping() or time.monotonic() >= self.until


def is_due(now: datetime) -> Q:
    """Return the condition on rows to be sent now: those that wait, and those of workers that died."""
    return Q(state=State.QUEUED, not_before__lte=now) | Q(state=State.SENDING, leased_until__lt=now)


def claim(rows: QuerySet[Row], worker: str, most: int) -> list[Row]:
    """Take the oldest rows that are due, as many as the rate allows."""
    now = timezone.now()
    with transaction.atomic():
        taken = list(rows.select_for_update(skip_locked=True).filter(is_due(now)).order_by("pk")[:most])
        taken = taken[: rate.reserve(len(taken))]
        for row in taken:
            row.doubtful = row.doubtful or row.state == State.SENDING
            row.attempts += 1
            row.state, row.worker, row.leased_until = State.SENDING, worker, now + LEASE
        if taken:
            names = ["state", "worker", "leased_until", "attempts", "doubtful"]
            type(taken[0])._default_manager.bulk_update(taken, names)
    return taken


def release(rows: Sequence[Outgoing]) -> None:
    """Give back what was claimed and not tried."""
    for row in rows:
        _mine(row).update(state=State.QUEUED, leased_until=None, worker="", attempts=F("attempts") - 1)
    rate.give_back(len(rows))


def still_held(row: Outgoing) -> bool:
    """Whether the row is still this worker's; a lease of which half is over is renewed."""
    now = timezone.now()
    if row.leased_until and row.leased_until - now > LEASE / 2:
        return True
    row.leased_until = now + LEASE
    return bool(_mine(row).update(leased_until=row.leased_until))


def settle(row: Outgoing, outcome: Outcome, *, since: datetime, **on_success: Any) -> None:
    """Write down what became of one try; ``since`` is when the row was to leave at first."""
    result = outcome.result
    if result == Result.ACCEPTED:
        finish(row, State.SENT, **on_success)
        return
    error = f"{outcome.code} {outcome.text}".strip()[:500]
    row.doubtful = row.doubtful or result == Result.LOST
    if result in {Result.UNREACHABLE, Result.BARRED}:
        # The fault is not the message's: no try of its five is used up.
        row.attempts -= 1
    if result == Result.REFUSED or row.attempts >= MOST_ATTEMPTS or timezone.now() - since > TOO_OLD:
        finish(row, State.FAILED, code=outcome.code, error=error)
    else:
        pause = PAUSES[min(max(row.attempts, 1), len(PAUSES)) - 1]
        finish(row, State.QUEUED, code=outcome.code, error=error, not_before=timezone.now() + pause)


def finish(row: Outgoing, state: str, *, code: str = "", error: str = "", **more: Any) -> None:
    """Commit the end of one try, unless another worker took the row over meanwhile."""
    values: dict[str, Any] = {
        "state": state,
        "code": code[:20],
        "error": error,
        "leased_until": None,
        "attempts": row.attempts,
        "doubtful": row.doubtful,
        "sent_at": timezone.now() if state == State.SENT else None,
        **more,
    }
    if not _written(row, values):
        logger.warning("%s %s took longer than its lease: another worker has taken it over", row._meta.label, row.pk)
    row.state, row.error = state, error


def _written(row: Outgoing, values: dict[str, Any]) -> int:
    if connection.vendor != "postgresql":
        return _mine(row).update(**values)
    with transaction.atomic(), connection.cursor() as cursor:
        # Safe for a worker that is killed; only a crash of the database's machine forgets the last moment.
        cursor.execute("SET LOCAL synchronous_commit TO OFF")
        return _mine(row).update(**values)


def _mine(row: Outgoing) -> QuerySet[Any]:
    return type(row)._default_manager.filter(pk=row.pk, worker=row.worker, state=State.SENDING)
