"""The elements of Dutch compounds: huisvestingsovereenkomst holds huisvesting and overeenkomst."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping, Set
from functools import cache
from importlib.resources import files
from math import prod

from search.accents import UNSEEN, word_list
from search.folding import fold

SHORTEST_COMPOUND = 8
SHORTEST_FIRST = 3
SHORTEST_ELEMENT = 4
MOST_ELEMENTS = 4
JOINTS = ("", "s", "en", "e", "n", "er")


class Decompounder:
    """Splits a folded word into two to four known words.

    The fewest elements win, then the most frequent ones; a word that is itself more frequent than its elements
    is left whole ("vergeten" is not "verg" and "eten").
    """

    def __init__(
        self,
        counts: Mapping[str, int],
        exceptions: Mapping[str, tuple[str, ...]],
        not_first: Set[str] = frozenset(),
        not_last: Set[str] = frozenset(),
    ) -> None:
        self.counts = counts
        self.exceptions = exceptions
        self.not_first = not_first
        self.not_last = not_last

    def split(self, word: str) -> tuple[str, ...]:
        """Return the elements of ``word``, or nothing when it is not a compound."""
        if word in self.exceptions:
            return self.exceptions[word]
        if len(word) < SHORTEST_COMPOUND or not word.isalpha():
            return ()
        own = max(self.counts.get(word, 0), UNSEEN)
        for count in range(2, MOST_ELEMENTS + 1):
            rated = [(self._frequency(elements), elements) for elements in self._splits(word, count)]
            frequency, best = max(rated, default=(0.0, ()))
            if frequency > own:
                return best
        return ()

    def _frequency(self, elements: tuple[str, ...]) -> float:
        return float(prod(self.counts[element] for element in elements) ** (1 / len(elements)))

    def _splits(self, word: str, count: int) -> Iterator[tuple[str, ...]]:
        """Yield every way to read ``word`` as ``count`` known words with joints between them."""
        if count == 1:
            if len(word) >= SHORTEST_ELEMENT and word in self.counts and word not in self.not_last:
                yield (word,)
            return
        for end in range(SHORTEST_FIRST, len(word) - SHORTEST_ELEMENT + 1):
            first = word[:end]
            if first not in self.counts or first in self.not_first:
                continue
            for joint in JOINTS:
                if word.startswith(joint, end):
                    for rest in self._splits(word[end + len(joint) :], count - 1):
                        yield (first, *rest)


def own_lists() -> str:
    """Return what the project adds to the word list, as text."""
    return "\n".join(map(lines_of, ("compounds_nl", "not_first_nl", "not_last_nl")))


def lines_of(name: str) -> str:
    """Return the lines of one of the lists of this package, without its comments."""
    text = (files("search") / "data" / f"{name}.txt").read_text(encoding="utf-8")
    return "\n".join(line for line in text.splitlines() if not line.startswith("#"))


def pairs_of(name: str) -> dict[str, str]:
    """Return what stands on both sides of the equals sign of each line of one of the lists."""
    pairs = (line.partition("=") for line in lines_of(name).splitlines() if line)
    return {before.strip(): after.strip() for before, _, after in pairs}


@cache
def dutch() -> Decompounder:
    """Return the one decompounder of this process; its word list takes half a second to load."""
    counts: dict[str, int] = {}
    for word, count in json.loads(gzip.decompress(word_list("nl"))).items():
        if len(word) >= SHORTEST_FIRST:
            folded = fold(word)
            counts[folded] = max(count, counts.get(folded, 0))
    return Decompounder(
        counts,
        {word: tuple(elements.split()) for word, elements in pairs_of("compounds_nl").items()},
        frozenset(lines_of("not_first_nl").split()),
        frozenset(lines_of("not_last_nl").split()),
    )
