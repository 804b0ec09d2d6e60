"""The names of what the field speaks of, in every language: a question with one of them means the concept.

Themes, organisations and their kinds, municipalities, acts and provisions are concepts; their preferred, alternative
and hidden labels, former names and acronyms name them. The longest name that stands in a question counts, in any
language.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from search.analysis import analyzer
from search.folding import fold

LANGUAGES = ("fr", "nl", "en")
#: The language of a name that has none: it is one in all of them.
ANY = ""
MOST_WORDS = 8  # of a name
PROPER = ("organisation:", "municipality:")  # Their names have no other forms: "jeter" is not Jette.
MOST_OF_A_KIND = 3  # concepts of one kind that share a name; what more of them share names none of them
ACRONYM = re.compile(r"[A-Z][A-Za-z]{0,4}[A-Z]|[A-Z]{2,6}")
# "Bruxelles (Ville de)", "Brulocalis, Association …" and "Centre d’informatique … (CIRB)" hold two names each.
# A body is also called without what it is and what everything here is about: "Direction de l’Inspection régionale du
# Logement" is the "Inspection régionale".
UNIT = re.compile(
    r"^(?:direction|cellule|service|administration|directie|cel|dienst)\s+"
    r"(?:(?:de|du|des|van)\s+)?(?:(?:la|de|het)\s+|l[’'])?",
    re.IGNORECASE,
)
SUBJECT = re.compile(r"\s+(?:du logement|de l[’']habitat|voor huisvesting)$", re.IGNORECASE)
IN_BRACKETS = re.compile(r"^(?P<before>[^()]+?)\s*\((?P<inside>[^()]+)\)$")


class Row(NamedTuple):
    """One fact about a concept: a name in a language, or with ``role`` ``related`` the key of another concept.

    ``key`` holds the kind of the concept and its identifier ("theme:sommeil"). Roles of names are preferred,
    alternative, hidden and acronym; ``note`` is its scope note.
    """

    key: str
    role: str
    language: str
    text: str


class Name(NamedTuple):
    """A name as it is written, with its terms in one language."""

    text: str
    exact: tuple[str, ...]
    stems: tuple[str, ...]


class Spot(NamedTuple):
    """Where a question names a concept."""

    start: int
    end: int
    key: str
    written: str


@dataclass(frozen=True)
class Facts:
    """What is known of one concept: its names, its scope notes and the keys of those it is easily taken for."""

    preferred: Mapping[str, str]
    names: Mapping[str, tuple[str, ...]]
    notes: Mapping[str, str]
    related: tuple[str, ...]


class Vocabulary:
    """All concepts, read-only; made from rows."""

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self.facts = _facts(rows)
        self._by_terms: dict[str, dict[tuple[str, ...], set[str]]] = {code: defaultdict(set) for code in LANGUAGES}
        self._acronyms: dict[str, set[str]] = defaultdict(set)
        self.words: dict[str, dict[str, str]] = {code: {} for code in LANGUAGES}
        for key, facts in self.facts.items():
            for code, texts in facts.names.items():
                for text in texts:
                    self._learn(key, code, text)
        self.names = lru_cache(maxsize=4_000)(self._names)

    def _learn(self, key: str, language: str, text: str) -> None:
        if ACRONYM.fullmatch(text):
            self._acronyms[fold(text)].add(key)
            return
        for code in (language,) if language else LANGUAGES:
            name = _name(text, code)
            if 0 < len(name.exact) <= MOST_WORDS:
                self._by_terms[code][name.exact].add(key)
                if not key.startswith(PROPER):
                    self._by_terms[code][tuple(sorted(name.stems))].add(key)
                written = (text[word.start : word.end].lower() for word in analyzer(code).words(text))
                self.words[code].update((fold(word), word) for word in written if word.isalpha())

    def knows(self, word: str, language: str) -> bool:
        """Tell whether a name in the language has the folded ``word``."""
        return word in self.words[language]

    def is_acronym(self, word: str) -> bool:
        return word in self._acronyms

    def spot(self, text: str, spoken: str) -> list[Spot]:
        """Return the concepts that ``text`` names, the longest names first come; several may have one name.

        Names in the language ``spoken`` go before those of the same length in others. Other forms of their words name
        them too, in any order.
        """
        order = sorted(LANGUAGES, key=lambda code: code != spoken)
        found = [match for rank, code in enumerate(order) for match in self._matches(text, code, rank)]
        taken: list[Spot] = []
        for _length, _rank, _exact, start, end, keys in sorted(found, key=lambda match: match[:4]):
            if all(end <= spot.start or start >= spot.end for spot in taken):
                taken += [Spot(start, end, key, text[start:end]) for key in _named(keys)]
        return sorted(taken)

    def _matches(self, text: str, code: str, rank: int) -> Iterator[tuple[int, int, int, int, int, set[str]]]:
        """Yield what names concepts in one language: (minus its words, rank, whether inexact, start, end, keys)."""
        words = list(analyzer(code).words(text))
        terms = [analyzer(code).term(word.text) for word in words]
        exact, stems = [term.exact for term in terms], [term.stem for term in terms]
        for start, word in enumerate(words):
            if keys := self._acronyms.get(exact[start]):
                yield -1, rank, 0, word.start, word.end, keys
            for end in range(start + 1, min(len(words), start + MOST_WORDS) + 1):
                parts = (tuple(exact[start:end]), tuple(sorted(stems[start:end])))
                for inexact, part in enumerate(parts):
                    if keys := self._by_terms[code].get(part):
                        yield start - end, rank, inexact, word.start, words[end - 1].end, keys

    def _names(self, key: str, language: str) -> tuple[Name, ...]:
        """Return the names of a concept in a language, each set of stems once, the preferred one first."""
        facts = self.facts[key]
        found: dict[tuple[str, ...], Name] = {}
        for text in (*facts.names.get(language, ()), *facts.names.get(ANY, ())):
            name = _name(text, language)
            if name.stems:
                found.setdefault(tuple(sorted(set(name.stems))), name)
        return tuple(found.values())

    def preferred(self, key: str, language: str) -> str:
        """Return what readers of the language call a concept, in another language where they have no name for it."""
        names = self.facts[key].preferred
        return names.get(language) or next(iter(names.values()), key)


def _named(keys: Iterable[str]) -> list[str]:
    """Return the concepts that a name of all these means."""
    counts = Counter(key.partition(":")[0] for key in keys)
    return sorted(key for key in keys if counts[key.partition(":")[0]] <= MOST_OF_A_KIND)


def _name(text: str, language: str) -> Name:
    read = analyzer(language)
    terms = [read.term(word.text) for word in read.words(text)]
    return Name(text, tuple(term.exact for term in terms), tuple(term.stem for term in terms))


def _facts(rows: Iterable[Row]) -> dict[str, Facts]:
    preferred: dict[str, dict[str, str]] = defaultdict(dict)
    names: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    notes: dict[str, dict[str, str]] = defaultdict(dict)
    related: dict[str, list[str]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.role != "preferred"):
        if row.role == "related":
            related[row.key].append(row.text)
        elif row.role == "note":
            notes[row.key][row.language] = row.text
        else:
            for text in written(row.text, body=row.key.startswith("organisation:")):
                names[row.key][ANY if ACRONYM.fullmatch(text) else row.language].append(text)
            if row.role == "preferred":
                preferred[row.key].setdefault(row.language, row.text)
    return {
        key: Facts(
            preferred[key],
            {code: tuple(dict.fromkeys(texts)) for code, texts in by_language.items()},
            notes[key],
            tuple(related[key]),
        )
        for key, by_language in names.items()
    }


def written(text: str, *, body: bool = False) -> list[str]:
    """Return the names that a text holds: "Bruxelles (Ville de)" is "Bruxelles" and "Ville de Bruxelles" too."""
    text = text.strip()
    brackets = IN_BRACKETS.match(text)
    if brackets:
        before, inside = brackets["before"], brackets["inside"]
        return [before, inside if ACRONYM.fullmatch(inside) else f"{inside} {before}"]
    before, comma, _after = text.partition(",")
    if comma and before.isalpha() and before[:1].isupper():
        return [text, before]
    short = UNIT.sub("", text) if body else text
    if short == text or len(short.split()) == 1:
        return [text]
    return list(dict.fromkeys([text, short, SUBJECT.sub("", short)]))
