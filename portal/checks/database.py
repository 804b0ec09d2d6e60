"""Checks of SQLite: options without which processes lock each other out, and versions with a known fault."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

# Releases in which a race while the write-ahead log starts again can damage the file.
FAULTY_FROM, FAULTY_UNTIL = (3, 7, 0), (3, 51, 3)
REPAIRED = {(3, 44): 6, (3, 50): 7}


def sqlite_databases() -> dict[str, dict[str, Any]]:
    """Return the settings of the databases that are SQLite files."""
    return {name: db for name, db in settings.DATABASES.items() if db["ENGINE"].endswith("sqlite3")}


def has_wal_fault(version: tuple[int, int, int]) -> bool:
    """Return whether a release of SQLite has the race in its write-ahead log."""
    if not FAULTY_FROM <= version < FAULTY_UNTIL:
        return False
    return version[2] < REPAIRED.get(version[:2], version[2] + 1)


@register("portal")
def check_options(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse SQLite without write-ahead log, immediate transactions and time to wait."""
    return [
        Error(
            f"The SQLite database {name!r} is not set up for several processes: {fault}.",
            hint="Take the options from portal.service_urls.SQLITE_OPTIONS.",
            id="portal.E001",
        )
        for name, database in sqlite_databases().items()
        for fault in faults(database.get("OPTIONS", {}))
    ]


def faults(options: dict[str, Any]) -> list[str]:
    """Return what is wrong with the options of one SQLite database."""
    found = []
    if options.get("transaction_mode") != "IMMEDIATE":
        found.append("transaction_mode is not IMMEDIATE")
    if "journal_mode=wal" not in options.get("init_command", "").lower().replace(" ", ""):
        found.append("init_command does not turn on the write-ahead log")
    if options.get("timeout", 0) < 5:
        found.append("timeout is under five seconds")
    return found


@register(Tags.database)
def check_version(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Warn of a SQLite whose write-ahead log has a known fault, when the databases are asked for."""
    if not set(databases or ()) & set(sqlite_databases()) or not has_wal_fault(sqlite3.sqlite_version_info[:3]):
        return []
    return [
        Warning(
            f"SQLite {sqlite3.sqlite_version} has a rare fault that can damage a database with several writers.",
            hint="Use a Python with SQLite 3.51.3 or newer, or PostgreSQL, and keep daily backups.",
            id="portal.W001",
        )
    ]
