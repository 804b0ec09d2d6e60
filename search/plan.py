"""From what a reader asked to what every engine is asked: pure, engine-neutral and hashable.

Offered to readers: words, ``"a phrase"`` (required) and ``-word`` or ``-"a phrase"`` (excluded). Nothing else
of the text is syntax, and engines see terms of the alphabet ``[a-z0-9]`` only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from search.analysis import Term, analyzer
from search.folding import clean

LONGEST_TEXT = 200  # characters
MOST_TERMS = 12
# Neighbours count for more when they stand together, but only in short questions: in long ones it brought nothing.
MOST_TERMS_IN_PAIRS = 5
QUOTES = str.maketrans(dict.fromkeys("“”„«»", '"'))
ASKED = re.compile(r'(?P<minus>(?<!\S)-(?="?\w))?(?:"(?P<phrase>[^"]*)"|(?P<words>[^\s"]+))')


class Order(StrEnum):
    RELEVANCE = "relevance"
    DATE = "date"
    VERIFIED = "verified"


@dataclass(frozen=True)
class Filter:
    """Values of one facet, of which a document must have at least one."""

    facet: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Query:
    """A question to the index of one language.

    ``start`` and ``stop`` are positions in the ranking; ``denied`` are ids of restrictions that refuse the
    reader; ``now`` is the second of the question since 1970, for recency and expiry; pages in ``without`` are left
    out, and with ``list_pages`` the answer tells the pages of everything found, for a question to both languages; with
    ``total_only`` it need not tell more than how many documents are found.
    """

    text: str
    language: str
    filters: tuple[Filter, ...] = ()
    order: Order = Order.RELEVANCE
    start: int = 0
    stop: int = 20
    denied: frozenset[int] = frozenset()
    now: int = 0
    without: frozenset[int] = frozenset()
    list_pages: bool = False
    total_only: bool = False


@dataclass(frozen=True)
class Group:
    """One word asked: it is met by its exact form, its stem, or all elements of its compound."""

    exact: str
    stem: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Phrase:
    """Exact terms that stand next to each other in this order."""

    terms: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """A query with its text understood; ``shortened`` tells that it asks for more words than are looked for."""

    query: Query
    groups: tuple[Group, ...]
    phrases: tuple[Phrase, ...]
    excluded: tuple[Phrase, ...]
    shortened: bool

    @property
    def language(self) -> str:
        return self.query.language

    @property
    def exact(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(group.exact for group in self.groups))

    @property
    def stems(self) -> tuple[str, ...]:
        """The stems of all words and of the elements of their compounds."""
        return tuple(dict.fromkeys(stem for group in self.groups for stem in (group.stem, *group.parts)))

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The stems of neighbouring words of a short question."""
        if len(self.groups) > MOST_TERMS_IN_PAIRS:
            return ()
        return tuple(pairwise(group.stem for group in self.groups))


@dataclass(frozen=True)
class Asked:
    """A run of terms of the question: between quotes or not, to find or to exclude."""

    terms: tuple[Term, ...]
    quoted: bool
    excluded: bool


def plan(query: Query) -> Plan:
    """Return the plan of ``query``; any text has one.

    A question that only excludes is read as one for what it excludes: nobody looks for all the rest.
    """
    text = clean(query.text).translate(QUOTES).strip()
    asked = list(_asked(text[:LONGEST_TEXT], query.language))
    if all(run.excluded for run in asked if run.terms):
        asked = [replace(run, excluded=False) for run in asked]
    groups = dict.fromkeys(Group(*term) for run in asked if not run.excluded for term in run.terms)
    return Plan(
        query=query,
        groups=tuple(groups)[:MOST_TERMS],
        phrases=_phrases(run for run in asked if run.quoted and not run.excluded),
        excluded=_phrases(run for run in asked if run.excluded),
        shortened=len(text) > LONGEST_TEXT or len(groups) > MOST_TERMS,
    )


def _asked(text: str, language: str) -> Iterator[Asked]:
    """Yield what is quoted, what is excluded, and the rest as one run, so that an article stays one unit."""
    plain = []
    for match in ASKED.finditer(text):
        quoted, excluded = match["phrase"] is not None, match["minus"] is not None
        if quoted or excluded:
            yield Asked(_terms(match["phrase"] or match["words"] or "", language), quoted, excluded)
        else:
            plain.append(match["words"])
    yield Asked(_terms(" ".join(plain), language), quoted=False, excluded=False)


def _terms(text: str, language: str) -> tuple[Term, ...]:
    found = analyzer(language)
    return tuple(found.term(word.text) for word in found.words(text))


def _phrases(runs: Iterator[Asked]) -> tuple[Phrase, ...]:
    phrases = (Phrase(tuple(term.exact for term in run.terms[:MOST_TERMS])) for run in runs if run.terms)
    return tuple(dict.fromkeys(phrases))[:MOST_TERMS]
