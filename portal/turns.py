"""Writers that must not overtake each other wait for their turn, until the end of the transaction that asks.

On SQLite every transaction that writes is alone already (``transaction_mode`` IMMEDIATE). PostgreSQL lets two read the
same state and then both write: there an advisory lock makes the second wait and read what the first has committed.
"""

from __future__ import annotations

from enum import IntEnum

from django.db import connection


class Turn(IntEnum):
    """What is written one at a time; the numbers are keys of the locks. Ask in this order, never backwards."""

    ADDRESSES = 7_202_001
    SEARCH_ROWS = 7_202_002


def wait_for(turn: Turn) -> None:
    """Return when no other transaction holds the turn. Must be called inside a transaction."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int(turn)])
