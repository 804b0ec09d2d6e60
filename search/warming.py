"""What every question needs is read when a process starts, so that its first reader does not wait for it."""

from __future__ import annotations

import logging
import time
from threading import Thread
from typing import Any

from django.db import connections
from django.dispatch import receiver

from portal.signals import process_started
from search.learned import Understanding

#: Reading at once would hold up the first page that somebody waits for.
SECONDS_FOR_THE_FIRST_PAGE = 3.0
logger = logging.getLogger(__name__)


@receiver(process_started)
def read_beside(**kwargs: Any) -> None:
    Thread(target=_read_and_leave, name="words-of-search", daemon=True).start()


def _read_and_leave() -> None:
    time.sleep(SECONDS_FOR_THE_FIRST_PAGE)
    read()
    connections.close_all()


def read() -> None:
    """Read the words of every index and the names in the database; a question tries again what fails here."""
    try:
        Understanding()
    except Exception:
        logger.warning("the words of search are read by the first question instead", exc_info=True)
