"""The database of a run of tests: quick to make, with the pages of a new site, and a file where threads share it.

What all migrations and ``setup_site`` make is kept in ``var/test-tables`` and copied, which spares each further run the
minute that they take. The copy has the hash of everything it is made from in its name. On PostgreSQL migrations run.
"""

import hashlib
import os
import shutil
import sqlite3
import sys
from collections.abc import Generator, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.core.management.commands.migrate import Command
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from pytest_django.plugin import blocking_manager_key

from portal.setup import ensure_tree
from tests.workers import alone

ROOT = Path(__file__).resolve().parent.parent
TABLES = ROOT / "var" / "test-tables"
# Permissions and content types follow from the models, in a signal after the migrations.
SOURCES = ("*/migrations/*.py", "*/models.py", "*/models/*.py", "*/apps.py", "portal/setup.py", "requirements*.txt")
run_migrations = Command.handle


def snapshot() -> Path:
    """Return the path of the kept tables for the sources as they are now."""
    found = hashlib.sha256(sys.version.encode())
    for path in sorted(path for pattern in SOURCES for path in ROOT.glob(pattern)):
        found.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return TABLES / f"{found.hexdigest()[:20]}.sqlite3"


def keep(connection: sqlite3.Connection, path: Path) -> None:
    """Write the tables to the file, which has its name only when it is whole."""
    for old in path.parent.glob("*.sqlite3"):
        old.unlink(missing_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(unfinished)) as copy:
        connection.backup(copy)
    os.replace(unfinished, path)


def make(command: Command, *args: Any, **options: Any) -> None:
    """Do as ``migrate`` and ``setup_site`` do."""
    Command.handle = run_migrations
    run_migrations(command, *args, **options)
    ensure_tree()


def copy_or_make(command: Command, *args: Any, **options: Any) -> None:
    """Do the same by copying the kept tables; the first worker to come makes them."""
    Command.handle = run_migrations
    connection, path = connections[options["database"]], snapshot()
    connection.ensure_connection()
    with alone(TABLES / "lock"):
        if not path.exists():
            make(command, *args, **options)
            keep(connection.connection, path)
            return
    with closing(sqlite3.connect(path)) as copy:
        copy.backup(connection.connection)


def serves_pages(items: list[pytest.Item]) -> bool:
    """Return whether a test has the site answer requests in threads of their own."""
    return _asks_for("live_server", items)


def opens_a_browser(items: list[pytest.Item]) -> bool:
    """Return whether a test opens a browser, and this machine has one."""
    return _asks_for("browser", items) and shutil.which("chromium") is not None


def _asks_for(fixture: str, items: list[pytest.Item]) -> bool:
    return any(fixture in getattr(item, "fixturenames", ()) for item in items)


def use_a_file(connection: BaseDatabaseWrapper, folder: Path) -> None:
    """Give each thread a connection of its own: that to a database in memory would be one for all, and locked."""
    connection.settings_dict["TEST"]["NAME"] = str(folder / "db.sqlite3")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """Say where the database of the run is, and let the first ``migrate`` copy the kept tables."""
    if opens_a_browser(request.session.items):
        # Its driver leaves an event loop running, and a thread has other connections while one runs: those that are
        # set up before it would not know what was kept.
        request.getfixturevalue("browser")
    connection = connections["default"]
    Command.handle = copy_or_make if connection.vendor == "sqlite" else make
    if connection.vendor == "sqlite" and serves_pages(request.session.items):
        use_a_file(connection, tmp_path_factory.mktemp("database"))
    yield
    Command.handle = run_migrations


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None]:
    """Put back what a test that needs real transactions leaves empty; with several workers, others come after it."""
    yield
    if nextitem is None:  # The last one: the database is gone with the run.
        return
    marker, connection = item.get_closest_marker("django_db"), connections["default"]
    kept = getattr(connection, "_test_serialized_contents", None)
    if kept and marker and marker.kwargs.get("transaction"):
        with item.config.stash[blocking_manager_key].unblock():
            connection.creation.deserialize_db_from_string(kept)
