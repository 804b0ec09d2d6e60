"""What is asked and what is not found, counted without anybody's identity.

A question is counted in the memory of the process that answers it; nothing is written while somebody searches. Each
process that counts writes its counts down once a minute, in a thread of its own, and when it ends; ``tick`` does the
same for the process that it runs in and deletes what is older than ninety days. What may be about a person is not even
counted.
"""

from __future__ import annotations

import atexit
import logging
import threading
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.conf import settings
from django.db import DatabaseError, close_old_connections, transaction
from django.db.models import F
from django.utils import timezone

from search.folding import clean
from search.learned import Understanding
from search.models import QueryCount
from search.personal import may_be_personal
from search.question_themes import theme_of

DAYS_KEPT = 90
#: Different questions that a process holds between two writings; somebody who sends more of them is no reader.
MOST_HELD = 2_000

Key = tuple[date, str, str]

logger = logging.getLogger(__name__)


@dataclass
class Counts:
    """The counts of this process since they were last written: by day, language and question, asked and empty."""

    held: dict[Key, tuple[int, int]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, key: Key, asked: int, empty: int) -> None:
        with self.lock:
            if key in self.held or len(self.held) < MOST_HELD:
                before = self.held.get(key, (0, 0))
                self.held[key] = (before[0] + asked, before[1] + empty)

    def take(self) -> dict[Key, tuple[int, int]]:
        with self.lock:
            held, self.held = self.held, {}
        return held


counts = Counts()
_writer: list[threading.Thread] = []
_starting = threading.Lock()


def count(text: str, language: str, *, found: bool) -> None:
    """Count one question, unless it may be about a person; writes nothing."""
    text = " ".join(clean(text).lower().split())
    if text and not may_be_personal(text):
        counts.add((timezone.localdate(), language, text), 1, 0 if found else 1)
        _write_now_and_then()


def flush() -> str:
    """Write the counts of this process down; what cannot be written now is kept for the next time."""
    held = counts.take()
    try:
        with transaction.atomic():
            _write(held)
    except DatabaseError:
        for key, (asked, empty) in held.items():
            counts.add(key, asked, empty)
        raise
    return f"{len(held)} questions" if held else ""


def forget() -> str:
    """Delete what is older than ninety days."""
    old = QueryCount.objects.filter(day__lt=timezone.localdate() - timedelta(days=DAYS_KEPT))
    return f"{old.delete()[0]} counts"


def _write(held: dict[Key, tuple[int, int]]) -> None:
    if not held:
        return
    vocabulary = Understanding().vocabulary
    rows = [
        QueryCount(day=day, language=code, text=text, theme=theme_of(text, code, vocabulary))
        for day, code, text in sorted(held)
    ]
    # Two processes may begin the same row; each then adds its own count.
    QueryCount.objects.bulk_create(rows, ignore_conflicts=True)
    for (day, code, text), (asked, empty) in sorted(held.items()):
        row = QueryCount.objects.filter(day=day, language=code, text=text)
        row.update(asked=F("asked") + asked, empty=F("empty") + empty)


def _write_now_and_then() -> None:
    """Start the one thread of this process that writes, where the settings want one."""
    seconds = settings.SEARCH.get("COUNTS_WRITTEN_EVERY")
    if not seconds or _writer:
        return
    with _starting:
        if not _writer:
            _writer.append(threading.Thread(target=_repeat, args=[seconds], name="search-counts", daemon=True))
            _writer[0].start()
            atexit.register(_try_to_write)


def _repeat(seconds: float) -> None:
    pause = threading.Event()
    while not pause.wait(seconds):
        _try_to_write()


def _try_to_write() -> None:
    try:
        close_old_connections()
        flush()
    except Exception:  # Counts may be lost; the process that answers readers may not.
        logger.exception("the counts of questions were not written")
    finally:
        close_old_connections()
