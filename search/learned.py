"""What is known of words at this moment: the words of the index and the names in the database, held by each process.

The words of an index are read again when a question has one that nobody knew and the index has changed since, and at
the latest after a minute with a change. Until then a new word costs a reader nothing: it is found as it is written.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import starmap
from threading import Lock

import languages
from search import concepts
from search.accents import accents
from search.analysis import ACCENTED, analyzer
from search.compounds import JOINTS
from search.engine import engine
from search.engines.base import Engine, EngineDown
from search.knowledge import Knowledge
from search.lexicon import Lexicon, Words
from search.plan import Plan, Query, plan
from search.vocabulary import LANGUAGES, Row, Vocabulary

SECONDS_HELD = 60.0
SECONDS_WITHOUT = 5.0  # An engine that is down is not asked for its words by every question.
COMPOUNDING = {"nl"}


class Understanding:
    """Reads questions with what is known at the beginning; made for one request."""

    def __init__(self) -> None:
        self.vocabulary = _vocabulary(concepts.rows())
        self.knowledge = self._knowledge()
        self._plans: dict[Query, Plan] = {}
        self._looked_again = False

    def __call__(self, query: Query) -> Plan:
        """Return the plan of ``query``, made once."""
        if query not in self._plans:
            made = plan(query, self.knowledge)
            if made.unknown and not self._looked_again:
                self._looked_again = True
                if _look_again():
                    self.knowledge = self._knowledge()
                    made = plan(query, self.knowledge)
            self._plans[query] = made
        return self._plans[query]

    def _knowledge(self) -> Knowledge:
        found = {code: lexicon(code, self.vocabulary) for code in languages.CODES}
        # With the words of one language alone, every word of the other would be taken for a slip in the first.
        known = {code: each for code, each in found.items() if each}
        return Knowledge(self.vocabulary, known if len(known) == len(found) else {})


@lru_cache(maxsize=2)
def _vocabulary(rows: tuple[Row, ...]) -> Vocabulary:
    return Vocabulary(rows)


@dataclass(frozen=True)
class _Held:
    lexicon: Lexicon | None
    vocabulary: Vocabulary
    until: float


_held: dict[tuple[Engine, str], _Held] = {}
_reading = Lock()


def lexicon(language: str, vocabulary: Vocabulary) -> Lexicon | None:
    """Return the words of one language, None where there is no index to take them from."""
    held = _held.get((engine(), language))
    if held and held.vocabulary is vocabulary and time.monotonic() < held.until:
        return held.lexicon
    # One thread reads; meanwhile the others go on with what there is.
    if not _reading.acquire(blocking=held is None):
        return held.lexicon if held else None
    try:
        _held[engine(), language] = held = _read(language, vocabulary, held)
    finally:
        _reading.release()
    return held.lexicon


def _read(language: str, vocabulary: Vocabulary, held: _Held | None) -> _Held:
    known, until = held.lexicon if held else None, held.until if held else 0.0
    if known and time.monotonic() < until:  # Other names are taught to the same words.
        return _Held(made(known.words, language, vocabulary), vocabulary, until)
    try:
        if known is None or held.vocabulary is not vocabulary or known.mark != engine().mark(language):
            known = made(engine().words(language), language, vocabulary)
        return _Held(known, vocabulary, time.monotonic() + SECONDS_HELD)
    except EngineDown:
        return _Held(None, vocabulary, time.monotonic() + SECONDS_WITHOUT)


def made(words: Words, language: str, vocabulary: Vocabulary) -> Lexicon:
    """Return the lexicon of one language from the words of its index and the names in all of them."""
    names = (vocabulary.words[code] for code in sorted(LANGUAGES, key=lambda code: code == language))
    return Lexicon(
        words,
        {plain: written for each in names for plain, written in each.items()},
        analyzer(language).stop_words,
        JOINTS if language in COMPOUNDING else (),
        accents(language).known if language in ACCENTED else frozenset(),
    )


def _look_again() -> bool:
    """Tell whether an index has changed since its words were read, and let them be read again where it has."""
    return any(list(starmap(_has_changed, _of_this_engine())))


def _of_this_engine() -> Iterator[tuple[tuple[Engine, str], _Held]]:
    return ((key, held) for key, held in list(_held.items()) if key[0] is engine())


def _has_changed(key: tuple[Engine, str], held: _Held) -> bool:
    try:
        changed = held.lexicon is not None and held.lexicon.mark != key[0].mark(key[1])
    except EngineDown:
        return False
    if changed:
        _held[key] = _Held(held.lexicon, held.vocabulary, 0.0)
    return changed
