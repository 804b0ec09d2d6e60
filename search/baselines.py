"""Simpler searches of the same documents, to tell what each part of the real one is worth."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from search.analysis import analyzer
from search.engines.base import Change

FOUND = 20
TITLE_WEIGHT = 2.0
PLAIN_WORD = re.compile(r"\w+")
#: From a text to the terms of each column.
Read = Callable[[str], tuple[str, ...]]


@dataclass(frozen=True)
class Baseline:
    """A search by the tables of SQLite alone: how it reads a text, what its columns weigh, and how words are joined."""

    name: str
    read: Read
    weights: tuple[float, ...] = (1.0,)
    tokenizer: str = "unicode61"
    join: str = " OR "


class Ranking:
    """The documents indexed as a baseline does it, in memory."""

    def __init__(self, baseline: Baseline, documents: Iterable[Change]) -> None:
        self.baseline = baseline
        self.keys: list[str] = []
        self.connection = sqlite3.connect(":memory:")
        columns = ", ".join(f"c{number}" for number in range(len(baseline.weights)))
        for zone in ("title", "body"):
            self.connection.execute(
                f"create virtual table {zone} using fts5({columns}, tokenize='{baseline.tokenizer}')"
            )
        for number, document in enumerate(documents):
            self.keys.append(document.key)
            self._insert("title", number, document.title)
            self._insert("body", number, document.body)

    def _insert(self, zone: str, number: int, text: str) -> None:
        values = (number, *self.baseline.read(text))
        places = ", ".join("?" * len(values))
        columns = ", ".join(f"c{place}" for place in range(len(self.baseline.weights)))
        self.connection.execute(f"insert into {zone}(rowid, {columns}) values({places})", values)

    def __call__(self, text: str) -> list[str]:
        words = list(self._asked(text))
        if not words:
            return []
        weights = ", ".join(map(str, self.baseline.weights))
        rows = self.connection.execute(
            f"select rowid from (select rowid, {TITLE_WEIGHT} * bm25(title, {weights}) points from title where title"  # noqa: S608
            f" match :asked union all select rowid, bm25(body, {weights}) from body where body match :asked)"
            " group by rowid order by sum(points), rowid limit :found",
            {"asked": self.baseline.join.join(words), "found": FOUND},
        )
        return [self.keys[number] for (number,) in rows]

    def _asked(self, text: str) -> Iterator[str]:
        """Yield an expression for each word of a question: the word in any of the columns that have it."""
        for word in PLAIN_WORD.findall(text) if self.baseline.read is _as_it_is else analyzed(text, self.baseline.read):
            terms = self.baseline.read(word)
            met = [f'c{place} : "{term}"' for place, term in enumerate(terms) if term]
            if met and (self.baseline.tokenizer != "trigram" or len(word) > 2):
                yield f"({' OR '.join(met)})"


def analyzed(text: str, read: Read) -> Iterator[str]:
    """Yield the words of ``text`` that say something to ``read``."""
    return (word for word in PLAIN_WORD.findall(text) if any(read(word)))


def _as_it_is(text: str) -> tuple[str, ...]:
    return (text,)


def baselines(language: str) -> tuple[Baseline, ...]:
    """Return the searches with which the real one is compared."""
    columns = analyzer(language).columns

    def stems(text: str) -> tuple[str, ...]:
        return (columns(text).stem,)

    def words(text: str) -> tuple[str, ...]:
        return columns(text)[:2]

    return (
        Baseline("FTS5 alone", _as_it_is),
        Baseline("FTS5 trigrams", _as_it_is, tokenizer="trigram"),
        Baseline("stems only", stems),
        Baseline("exact and stem, no compounds", words, (1.0, 0.5)),
        Baseline("all words required", words, (1.0, 0.5), join=" AND "),
    )
