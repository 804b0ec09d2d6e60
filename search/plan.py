"""From what a reader asked to what every engine is asked: pure, engine-neutral and hashable.

Offered to readers: words, ``"a phrase"`` (required) and ``-word`` or ``-"a phrase"`` (excluded). Nothing else
of the text is syntax, and engines see terms of the alphabet ``[a-z0-9]`` only.

A document answers a word of the question when it holds the word, or when a concept that the word belongs to is met:
by one of its labels in the language of the index, or by a tag of the record. So a question finds what it means in any
words and in the other language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from search.analysis import Term, Word, analyzer
from search.folding import clean
from search.knowledge import NOTHING_KNOWN, Correction, Knowledge
from search.vocabulary import Spot, Vocabulary

LONGEST_TEXT = 200  # characters
MOST_TERMS = 12
# Neighbours count for more when they stand together, but only in short questions: in long ones it brought nothing.
MOST_TERMS_IN_PAIRS = 5
MOST_CONCEPTS = 6
#: What a label of a concept counts for against the word that was asked.
LABEL_WEIGHT = 0.7
#: What a record gains for being tagged with the concept, in points of the score.
TAG_POINTS = 1.5
#: Kinds of concepts that are facets of the documents.
TAGGED_KINDS = {"theme", "organisation", "municipality"}
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
    ``total_only`` it need not tell more than how many documents are found; with ``literal`` no spelling is put right;
    unless it is ``counted``, the values of the facets need not be.
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
    literal: bool = False
    counted: bool = True


@dataclass(frozen=True)
class Group:
    """One word asked: it is met by its exact form, its stem, or all elements of its compound; it counts ``weight``."""

    exact: str
    stem: str
    parts: tuple[str, ...] = ()
    weight: float = 1.0


@dataclass(frozen=True)
class Label:
    """A name of a concept in the language of the index: met where the title or the body holds all its stems.

    A stem is looked for among stems and parts. ``text`` is the label as people write it.
    """

    text: str
    stems: tuple[str, ...]


@dataclass(frozen=True)
class Concept:
    """What words of the question mean, met by any of ``labels`` or by a tag.

    ``key`` names it ("theme:sommeil"), ``name`` is what readers of the language of the index call it and ``written``
    what the question calls it. ``groups`` are the places in ``Plan.groups`` of the words it stands for: a document that
    meets the concept meets these words. Of several labels that a document holds, the best counts, times ``weight``; a
    document with one of the values ``tagged`` gains ``points``.
    """

    key: str
    name: str
    written: str
    groups: tuple[int, ...]
    labels: tuple[Label, ...] = ()
    tagged: Filter | None = None
    weight: float = LABEL_WEIGHT
    points: float = TAG_POINTS


@dataclass(frozen=True)
class Phrase:
    """Exact terms that stand next to each other in this order."""

    terms: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """A query with its text understood.

    ``spoken`` is the language the question is taken to be in, ``unknown`` its words that nobody knows, ``corrections``
    what was put right in its spelling; ``shortened`` tells that it asks for more words than are looked for.
    """

    query: Query
    groups: tuple[Group, ...]
    phrases: tuple[Phrase, ...]
    excluded: tuple[Phrase, ...]
    shortened: bool
    concepts: tuple[Concept, ...] = ()
    corrections: tuple[Correction, ...] = ()
    unknown: tuple[str, ...] = ()
    spoken: str = ""

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
    def units(self) -> tuple[tuple[int, ...], ...]:
        """What counts as one word when the words that a document answers are counted, as places in ``groups``.

        The words of one name are one: a document answers them when it holds all of them or meets the concept.
        """
        names = {place: concept.groups for concept in self.concepts for place in concept.groups}
        return tuple(dict.fromkeys(names.get(place, (place,)) for place in range(len(self.groups))))

    @property
    def counted(self) -> bool:
        """Whether it must be counted how many words a document answers: of one or two simple ones it answers one."""
        simple = len(self.units) == len(self.groups) and not any(group.parts for group in self.groups)
        return len(self.groups) > 2 or not simple

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The stems of neighbouring words of a short question."""
        if len(self.groups) > MOST_TERMS_IN_PAIRS:
            return ()
        return tuple(pairwise(group.stem for group in self.groups))


@dataclass(frozen=True)
class Asked:
    """A run of terms of the question: between quotes, or to exclude."""

    terms: tuple[Term, ...]
    quoted: bool
    excluded: bool


def plan(query: Query, knowledge: Knowledge = NOTHING_KNOWN) -> Plan:
    """Return the plan of ``query``; any text has one.

    A question that only excludes is read as one for what it excludes: nobody looks for all the rest. What stands
    between quotes is looked for as it is written.
    """
    text = clean(query.text).translate(QUOTES).strip()
    asked, plain = _parted(text[:LONGEST_TEXT], query.language)
    if not _terms(plain, query.language) and all(run.excluded for run in asked if run.terms):
        asked = [replace(run, excluded=False) for run in asked]
    spoken = knowledge.spoken(plain, query.language)
    read = knowledge.read(plain, spoken, query.denied, literal=query.literal)
    spoken = knowledge.spoken(read.text, query.language) if read.corrections else spoken
    spots = knowledge.vocabulary.spot(read.text, spoken)
    quoted = [Group(*term) for run in asked if not run.excluded for term in run.terms]
    words = list(_words(read.text, spoken, query.language, spots, knowledge))
    groups = tuple(dict.fromkeys([*quoted, *(group for _word, group in words)]))
    return Plan(
        query=query,
        groups=groups[:MOST_TERMS],
        phrases=_phrases(run for run in asked if run.quoted and not run.excluded),
        excluded=_phrases(run for run in asked if run.excluded),
        shortened=len(text) > LONGEST_TEXT or len(groups) > MOST_TERMS,
        concepts=tuple(_concepts(spots, words, groups[:MOST_TERMS], query.language, knowledge.vocabulary)),
        corrections=read.corrections,
        unknown=read.unknown,
        spoken=spoken,
    )


def _parted(text: str, language: str) -> tuple[list[Asked], str]:
    """Return what is quoted or excluded, and the rest as one text, so that an article stays one unit."""
    asked, plain = [], []
    for match in ASKED.finditer(text):
        quoted, excluded = match["phrase"] is not None, match["minus"] is not None
        if quoted or excluded:
            asked.append(Asked(_terms(match["phrase"] or match["words"] or "", language), quoted, excluded))
        else:
            plain.append(match["words"])
    return asked, " ".join(plain)


def _terms(text: str, language: str) -> tuple[Term, ...]:
    found = analyzer(language)
    return tuple(found.term(word.text) for word in found.words(text))


def _words(
    text: str, spoken: str, language: str, spots: Sequence[Spot], knowledge: Knowledge
) -> Iterator[tuple[Word, Group]]:
    """Yield the words of ``text`` with what is looked for in the index of ``language``.

    A word of another language has no stem there. It is looked for as it stands where it belongs to a name or is rare
    enough to be one; where no word does, all are.
    """
    read = analyzer(spoken)
    words = [(word, Group(*read.term(word.text))) for word in read.words(text)]
    if spoken == language:
        yield from words
        return
    foreign = [(word, replace(group, stem=group.exact, parts=())) for word, group in words]
    kept = [
        (word, group)
        for word, group in foreign
        if any(spot.start <= word.start < spot.end for spot in spots) or knowledge.carried(group.exact, language)
    ]
    yield from kept or foreign


def _concepts(
    spots: Iterable[Spot],
    words: Sequence[tuple[Word, Group]],
    groups: tuple[Group, ...],
    language: str,
    vocabulary: Vocabulary,
) -> Iterator[Concept]:
    places = {group: place for place, group in enumerate(groups)}
    seen: set[str] = set()
    for spot in spots:
        inside = (places.get(group) for word, group in words if spot.start <= word.start < spot.end)
        stands_for = tuple(dict.fromkeys(place for place in inside if place is not None))
        if stands_for and spot.key not in seen and len(seen) < MOST_CONCEPTS:
            seen.add(spot.key)
            yield Concept(
                key=spot.key,
                name=vocabulary.preferred(spot.key, language),
                written=spot.written,
                groups=stands_for,
                labels=tuple(Label(name.text, name.stems) for name in vocabulary.names(spot.key, language)),
                tagged=tag_of(spot.key),
            )


def tag_of(key: str) -> Filter | None:
    """Return the tag of the records of a concept; documents have those of narrower themes as their own."""
    kind, _, identifier = key.partition(":")
    return Filter(kind, (identifier,)) if kind in TAGGED_KINDS else None


def _phrases(runs: Iterable[Asked]) -> tuple[Phrase, ...]:
    phrases = (Phrase(tuple(term.exact for term in run.terms[:MOST_TERMS])) for run in runs if run.terms)
    return tuple(dict.fromkeys(phrases))[:MOST_TERMS]
