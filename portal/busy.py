"""Telling a database that is busy, full or away from one that was asked something wrong."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from django.db import InterfaceError, OperationalError, connection

#: What SQLite says when it could answer later; "no such table" is a fault that waiting does not mend.
PASSING = ("locked", "busy", "full", "disk i/o error")


def database_is_away(error: BaseException | None) -> bool:
    """Return whether an error, or one that led to it, means that the same request may succeed later."""
    return any(_passes(each) for each in _chain(error))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _passes(error: BaseException) -> bool:
    if isinstance(error, sqlite3.OperationalError) or (
        isinstance(error, OperationalError) and connection.vendor == "sqlite"
    ):
        return any(word in str(error).lower() for word in PASSING)
    return isinstance(error, (OperationalError, InterfaceError))
