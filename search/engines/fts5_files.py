"""The index files on disk: their names, the connections to them, and which of them may be deleted."""

from __future__ import annotations

import fcntl
import os
import secrets
import sqlite3
import threading
import time
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Protocol

from search.engines import fts5_schema as schema
from search.engines.base import EngineDown, IndexUnusable

WAIT_FOR_LOCK = 10.0  # seconds


class Names(Protocol):
    """Where it is written which file of a language serves."""

    def current(self, language: str) -> str:
        """Return the name of the file that serves, empty when there is none."""

    def switch(self, language: str, name: str) -> None:
        """Let the file ``name`` serve from now on."""


class IndexFiles:
    """The files ``<language>.<stamp>.sqlite3`` of one directory; a name is used once and never again."""

    def __init__(self, directory: Path, names: Names) -> None:
        self.directory = directory
        self.names = names
        self._local = threading.local()

    def reader(self, language: str) -> tuple[str, sqlite3.Connection]:
        """Return the name of the file that serves and this thread's connection, opened anew when that has changed."""
        name = self.names.current(language)
        kept, connection = self._kept().get(language, ("", None))
        if connection is None or kept != name:
            self.forget(language)
            connection = self._connect(name)
            self._kept()[language] = (name, connection)
        return name, connection

    def forget(self, language: str) -> None:
        """Close this thread's connection."""
        _, connection = self._kept().pop(language, ("", None))
        if connection:
            connection.close()

    def _kept(self) -> dict[str, tuple[str, sqlite3.Connection]]:
        """Return this thread's connections with the names of their files; none is used on both sides of a fork."""
        if getattr(self._local, "process", None) != os.getpid():
            self._local.process, self._local.connections = os.getpid(), {}
        connections: dict[str, tuple[str, sqlite3.Connection]] = self._local.connections
        return connections

    @contextmanager
    def opened(self, name: str) -> Iterator[sqlite3.Connection]:
        """Open the file ``name`` for a while; raises :class:`IndexUnusable` where it is missing, stale or broken."""
        try:
            with closing(self._connect(name)) as connection:
                yield connection
        except sqlite3.Error as error:
            waited = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY
            raise (EngineDown if waited else IndexUnusable)(str(error)) from error

    @contextmanager
    def created(self, name: str, language: str) -> Iterator[sqlite3.Connection]:
        """Create the file ``name``; it is complete on disk when the block ends and gone when the block fails."""
        try:
            with closing(_connection(self.directory / name, mode="rwc")) as connection:
                connection.execute("pragma journal_mode = wal")
                schema.create(connection, language)
                yield connection
                connection.execute("pragma wal_checkpoint(truncate)")
        except BaseException:
            self._delete(name)
            raise

    @contextmanager
    def only_builder(self, language: str) -> Iterator[None]:
        """Keep every other process from building the same index; the lock goes with the process that holds it."""
        self.directory.mkdir(parents=True, exist_ok=True)
        with (self.directory / f"{language}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def new_name(self, language: str) -> str:
        return f"{language}.{time.strftime('%Y%m%dT%H%M%S')}-{secrets.token_hex(3)}.sqlite3"

    def delete_others(self, language: str, keep: Collection[str]) -> None:
        """Delete the files of earlier builds, finished or not; the caller is the only builder.

        Whoever still has one open keeps reading it: the system holds a deleted file until it is closed.
        """
        for path in self.directory.glob(f"{language}.*.sqlite3"):
            if path.name not in keep:
                self._delete(path.name)

    def _connect(self, name: str) -> sqlite3.Connection:
        if not name:
            raise IndexUnusable("there is no index yet")
        connection = _connection(self.directory / name, mode="rw")
        if schema.fact(connection, "version") != schema.VERSION:
            connection.close()
            raise IndexUnusable("the index was made with other rules of analysis")
        return connection

    def _delete(self, name: str) -> None:
        for suffix in ("", "-wal", "-shm"):
            (self.directory / f"{name}{suffix}").unlink(missing_ok=True)


@contextmanager
def transaction(connection: sqlite3.Connection, kind: str) -> Iterator[None]:
    """Run the block in a transaction of ``kind``: deferred to read, immediate to write."""
    connection.execute(f"begin {kind}")
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def _connection(path: Path, *, mode: str) -> sqlite3.Connection:
    """Open ``path``; in mode ``rw`` a file that is gone is an error, not an empty new one."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=WAIT_FOR_LOCK, isolation_level=None
    )
    connection.execute("pragma temp_store = memory")
    connection.execute("pragma synchronous = normal")
    return connection
