"""Records made by rules, for the speed of search: French or Dutch words as often as people write them, and facets."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from random import Random

from search.accents import word_list
from search.engines.base import Change

VOCABULARY = 30_000  # different words
#: Words of a record: 200 in all.
TITLE, LEAD, BODY = 6, 24, 170
FACETS = {"kind": 5, "theme": 60, "organisation": 200}
THEMES = 2  # of a record; of the other facets it has one value
DAYS = 4_000
TODAY = 20_500  # days since 1970
SECONDS_PER_DAY = 86_400
#: Words of questions are neither among the most frequent nor rare, as those of readers are.
ASKED = range(60, 4_000)


@dataclass(frozen=True)
class Records:
    """``count`` records of one language, as an outbox; always the same ones, and none is kept."""

    language: str
    count: int

    def last(self) -> int:
        return self.count

    def since(self, seq: int) -> Iterator[Change]:
        return iter(())

    def everything(self) -> Iterator[Change]:
        random = Random(self.language)  # noqa: S311
        for number in range(1, self.count + 1):
            yield record(number, self.language, random)


@cache
def vocabulary(language: str) -> tuple[str, ...]:
    """Return words of a language, the most frequent first, as a list of real texts counts them."""
    counts = json.loads(gzip.decompress(word_list(language)))
    words = sorted((word for word in counts if word.isalpha()), key=lambda word: (-counts[word], word))
    return tuple(words[:VOCABULARY])


@cache
def _weights() -> list[float]:
    return list(accumulate(1 / (rank + 2.7) for rank in range(VOCABULARY)))


def words(language: str, count: int, random: Random) -> str:
    return " ".join(random.choices(vocabulary(language), cum_weights=_weights(), k=count))


def record(number: int, language: str, random: Random) -> Change:
    values = [(facet, f"{facet}{random.randrange(count)}") for facet, count in FACETS.items()]
    values += [("theme", f"theme{random.randrange(FACETS['theme'])}") for _more in range(THEMES - 1)]
    return Change(
        key=f"page:{number}:{language}",
        seq=number,
        page=number,
        title=words(language, TITLE, random),
        lead=words(language, LEAD, random),
        body=words(language, BODY, random),
        facets=tuple(dict.fromkeys(values)),
        day=TODAY - random.randrange(DAYS),
    )


def questions(language: str, count: int) -> list[str]:
    """Return ``count`` questions of two words."""
    random = Random(7)  # noqa: S311
    known = vocabulary(language)
    return [f"{known[random.choice(ASKED)]} {known[random.choice(ASKED)]}" for _question in range(count)]
