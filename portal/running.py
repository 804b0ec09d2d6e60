"""Knows whether the site runs on this machine: web server and worker share a lock that a restore wants alone.

The system lets go of the lock when a process ends, however it ends.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings

_held: list[IO[str]] = []


class SiteRuns(Exception):
    """A web server or worker is running."""


def open_lock() -> IO[str]:
    """Return the open file of the lock."""
    path = Path(settings.DATA_DIR) / "running.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.open("a", encoding="ascii")


def hold() -> None:
    """Say that this process serves the site, until it ends; waits for a restore that is under way."""
    lock = open_lock()
    fcntl.flock(lock, fcntl.LOCK_SH)
    _held.append(lock)


@contextmanager
def standstill() -> Iterator[None]:
    """Keep the site from starting; raises ``SiteRuns`` when it runs."""
    with open_lock() as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as fault:
            raise SiteRuns from fault
        yield
