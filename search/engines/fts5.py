"""The embedded engine: one SQLite file per language, beside the main database and not in it.

A file is built under a new name and serves from the moment the main database names it. A writer looks at the
name again after writing, so that what it wrote to a file that was just being replaced reaches the next one too.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from search.engines import fts5_schema as schema
from search.engines.base import EngineDown, Health, Hidden, Hit, Hits, IndexUnusable, Outbox
from search.engines.fts5_files import IndexFiles, Names, transaction
from search.engines.fts5_query import answer, suggestions
from search.engines.fts5_words import words
from search.lexicon import Words
from search.plan import Plan

SEARCH_SECONDS = 2.0
WORDS_SECONDS = 30.0
STEPS_BETWEEN_LOOKS = 20_000  # steps of SQLite between two looks at the clock
DOCUMENTS_PER_TRANSACTION = 500


class Fts5Engine:
    """See :class:`search.engines.base.Engine`; safe to share between threads."""

    near = True

    def __init__(self, directory: Path, names: Names) -> None:
        self.names = names
        self.files = IndexFiles(directory, names)

    def search(self, plan: Plan) -> Hits:
        with self._reading(plan.language, SEARCH_SECONDS) as (connection, _mark):
            return answer(connection, plan)

    def suggest(
        self, language: str, starts: Sequence[str], denied: frozenset[int], now: int, n: int
    ) -> tuple[Hit, ...]:
        with self._reading(language, SEARCH_SECONDS) as (connection, _mark):
            return suggestions(connection, starts, denied, now, n)

    def mark(self, language: str) -> str:
        with self._reading(language, SEARCH_SECONDS) as (_connection, mark):
            return mark

    def words(self, language: str) -> Words:
        with self._reading(language, WORDS_SECONDS) as (connection, mark):
            return words(connection, mark)

    @contextmanager
    def _reading(self, language: str, seconds: float) -> Iterator[tuple[sqlite3.Connection, str]]:
        """Give the file that serves, as it is at one moment, with the mark of that moment."""
        deadline = time.monotonic() + seconds
        try:
            name, connection = self.files.reader(language)
            connection.set_progress_handler(lambda: time.monotonic() > deadline, STEPS_BETWEEN_LOOKS)
            with transaction(connection, "deferred"):
                yield connection, f"{name} {schema.fact(connection, 'indexed')}"
        except sqlite3.Error as error:
            self.files.forget(language)
            raise EngineDown(str(error), slow=time.monotonic() > deadline) from error

    def catch_up(self, language: str, outbox: Outbox) -> int:
        count, done = 0, None
        while done != (name := self.names.current(language)):
            count += self._apply_to(name, language, outbox)
            done = name
        return count

    def hide(self, documents: Iterable[Hidden]) -> None:
        by_language: dict[str, list[Hidden]] = {}
        for each in documents:
            by_language.setdefault(each.language, []).append(each)
        for language, hidden in by_language.items():
            with (
                self.files.opened(self.names.current(language)) as connection,
                transaction(connection, "immediate"),
            ):
                schema.hide(connection, hidden)

    def rebuild(self, language: str, outbox: Outbox, progress: Callable[[int], None]) -> int:
        with self.files.only_builder(language):
            name = self.files.new_name(language)
            count = self._build(name, language, outbox, progress)
            replaced = self.names.current(language)
            self.names.switch(language, name)
            self.catch_up(language, outbox)
            self.files.delete_others(language, keep={name, replaced})
        return count

    def keys(self, language: str) -> dict[str, int]:
        with self.files.opened(self.names.current(language)) as connection:
            return dict(connection.execute("select key, seq from doc"))

    def health(self, language: str) -> Health:
        name = self.names.current(language)
        try:
            with self.files.opened(name) as connection:
                documents = connection.execute("select count(*) from doc").fetchone()[0]
                return Health(language, name, documents, int(schema.fact(connection, "indexed")))
        except EngineDown as down:
            return Health(language, name, 0, 0, str(down))

    def _build(self, name: str, language: str, outbox: Outbox, progress: Callable[[int], None]) -> int:
        """Write all documents to the new file ``name``, and what changed meanwhile."""
        last, count = outbox.last(), 0
        changes = iter(outbox.everything())
        with self.files.created(name, language) as connection:
            while batch := list(islice(changes, DOCUMENTS_PER_TRANSACTION)):
                with transaction(connection, "immediate"):
                    count += schema.apply(connection, language, batch)
                progress(count)
            schema.set_indexed(connection, last)
            self._apply(connection, language, outbox)
        return count

    def _apply_to(self, name: str, language: str, outbox: Outbox) -> int:
        with self.files.opened(name) as connection:
            return self._apply(connection, language, outbox)

    def _apply(self, connection: sqlite3.Connection, language: str, outbox: Outbox) -> int:
        """Apply what is newer than the file; the changes are read under its lock, so that none is applied late."""
        with transaction(connection, "immediate"):
            indexed = int(schema.fact(connection, "indexed"))
            if indexed > outbox.last():
                raise IndexUnusable("the index is newer than the database")
            return schema.apply(connection, language, outbox.since(indexed))
