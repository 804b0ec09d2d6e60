"""Copies of the database, taken while the site goes on writing, and put back while it stands still."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from django.db import connection

from portal.backup.manifest import BackupRefused

SIDE_FILES = ("-wal", "-shm", "-journal")
# Tables that a later release added would stay beside those of the backup, and be in the way when they are added again.
EMPTY = """
DO $$
DECLARE each_table record;
BEGIN
    FOR each_table IN SELECT schemaname, tablename FROM pg_tables WHERE schemaname = current_schema() LOOP
        EXECUTE format('DROP TABLE IF EXISTS %I.%I CASCADE', each_table.schemaname, each_table.tablename);
    END LOOP;
END $$
"""


def snapshot(target: Path) -> None:
    """Write a consistent copy of the database to a new file."""
    if connection.vendor == "sqlite":
        copy_sqlite(Path(connection.settings_dict["NAME"]), target)
    else:
        dump_postgresql(target)


def copy_sqlite(source: Path, target: Path) -> None:
    """Copy one SQLite file, its write-ahead log included, in one step: in several, each write would start it again."""
    with closing(sqlite3.connect(source, timeout=20)) as original, closing(sqlite3.connect(target)) as copy:
        original.backup(copy, pages=-1)
        # Alone in its file, the copy needs no log beside it.
        copy.execute("PRAGMA journal_mode=DELETE")
        verify_sqlite(copy)


def verify_sqlite(copy: sqlite3.Connection) -> None:
    """Refuse a database that is damaged."""
    try:
        answer = copy.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.DatabaseError as fault:
        answer = str(fault)
    if answer != "ok":
        raise BackupRefused(f"The database is damaged: {answer}")


def put_back(source: Path, aside: Path) -> None:
    """Make the copy the database of the site; what was there goes to the folder ``aside``, as a file."""
    connection.close()
    if connection.vendor == "sqlite":
        put_back_sqlite(source, aside)
    else:
        put_back_postgresql(source, aside)


def put_back_sqlite(source: Path, aside: Path) -> None:
    """Put the file of the copy in the place of the file of the site."""
    with closing(sqlite3.connect(source)) as copy:
        verify_sqlite(copy)
    target = Path(connection.settings_dict["NAME"])
    # A log left beside the new file would be played into it.
    for path in (target, *(Path(f"{target}{ending}") for ending in SIDE_FILES)):
        if path.exists():
            shutil.move(path, aside / path.name)
    target.parent.mkdir(parents=True, exist_ok=True)
    os.replace(source, target)


def dump_postgresql(target: Path) -> None:
    """Write a PostgreSQL database to a file for ``pg_restore``."""
    run_postgresql("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")


def put_back_postgresql(source: Path, aside: Path) -> None:
    """Dump what is there, then exchange it in one transaction: a failure leaves the database as it was."""
    dump_postgresql(aside / source.name)
    script = source.with_suffix(".sql")
    run_postgresql("pg_restore", "--clean", "--if-exists", "--no-owner", f"--file={script}", str(source))
    options = ("--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--single-transaction")
    run_postgresql("psql", *options, f"--command={EMPTY}", f"--file={script}")


def others_connected() -> bool:
    """Return whether another process is connected to a PostgreSQL database; for SQLite the lock of the site says so."""
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return bool(cursor.fetchone()[0])


def run_postgresql(program: str, *arguments: str) -> None:
    """Run a program of PostgreSQL on the database of the site; the password goes through the environment."""
    values = connection.settings_dict
    path = shutil.which(program)
    if path is None:
        raise BackupRefused(f"{program} was not found; install the client programs of PostgreSQL.")
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    variables = {variable: str(values[name]) for variable, name in names.items() if values[name]}
    command = [path, *arguments]
    done = subprocess.run(command, env={**os.environ, **variables}, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise BackupRefused(f"{program} failed: {done.stderr.strip()}")
