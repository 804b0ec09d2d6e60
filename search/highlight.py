"""The words that were found, marked in the text: the same on every engine, and safe to show."""

from __future__ import annotations

import operator
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.analysis import Word, analyzer
from search.plan import Plan

WINDOW = 240  # characters
PLANS_KNOWN = 8  # both languages of the questions that are being answered
WORDS_KNOWN = 4_000  # of one plan
LONGEST_READ = 50_000  # characters of a text that are looked through for the best window


class Mark(NamedTuple):
    """Where a found word stands, and which words of the question it answers."""

    start: int
    end: int
    groups: frozenset[int]


@dataclass(frozen=True)
class Window:
    start: int
    end: int
    marks: tuple[Mark, ...]


def highlight(text: str, plan: Plan) -> SafeString:
    """Return the whole of ``text``, escaped, with ``<mark>`` around the words that ``plan`` asks for."""
    return _marked(text, Window(0, len(text), tuple(_marks(text, plan))))


def snippet(text: str, plan: Plan) -> SafeString:
    """Return the 240 characters of ``text`` that answer most words of ``plan``, escaped and marked."""
    text = text[:LONGEST_READ]
    return _marked(text, _best_window(text, _marks(text, plan)))


def _marks(text: str, plan: Plan) -> list[Mark]:
    answers, read = _answers(plan), analyzer(plan.language)
    passages = read.passages(text, answers.terms)
    words = [word for start, end in passages for word in read.words(text, start, end)]
    met = [answers.to(word.text) | named for word, named in zip(words, answers.named(words), strict=True)]
    return [Mark(word.start, word.end, groups) for word, groups in zip(words, met, strict=True) if groups]


class _Answers:
    """Which words of a question a word of a text answers, by itself or as part of the name of a concept."""

    def __init__(self, plan: Plan) -> None:
        self.term = analyzer(plan.language).term
        self.groups_of: dict[str, set[int]] = {}
        for number, group in enumerate(plan.groups):
            for term in (group.exact, group.stem, *group.parts):
                self.groups_of.setdefault(term, set()).add(number)
        self.labels: dict[str, list[tuple[tuple[str, ...], frozenset[int]]]] = {}
        for concept in plan.concepts:
            for label in concept.labels:
                self.labels.setdefault(label.stems[0], []).append((label.stems, frozenset(concept.groups)))
        stems = (stem for labels in self.labels.values() for each, _groups in labels for stem in each)
        self.terms = frozenset(self.groups_of) | frozenset(stems)
        # The records of one page of results have most of their words in common.
        self.to = lru_cache(maxsize=WORDS_KNOWN)(self._to)

    def _to(self, word: str) -> frozenset[int]:
        met = (self.groups_of.get(name, ()) for name in self._names(word))
        return frozenset(number for numbers in met for number in numbers)

    def _names(self, word: str) -> tuple[str, ...]:
        term = self.term(word)
        return (term.exact, term.stem, *term.parts)

    def named(self, words: Sequence[Word]) -> list[frozenset[int]]:
        """Return for each word the groups that it answers as part of a name, which stands there in one piece."""
        named = [frozenset[int]()] * len(words)
        names = [self._names(word.text) for word in words] if self.labels else []
        for start, own in enumerate(names):
            for stems, groups in (label for name in dict.fromkeys(own) for label in self.labels.get(name, ())):
                following = names[start : start + len(stems)]
                if len(following) == len(stems) and all(map(operator.contains, following, stems)):
                    for place in range(start, start + len(stems)):
                        named[place] |= groups
        return named


@lru_cache(maxsize=PLANS_KNOWN)
def _answers(plan: Plan) -> _Answers:
    return _Answers(plan)


def _best_window(text: str, marks: list[Mark]) -> Window:
    """Return the window with most distinct words of the question, then most marks; the first of equals."""
    best: tuple[int, int] = (0, 0)
    chosen: list[Mark] = []
    ends = [mark.end for mark in marks]
    for index, first in enumerate(marks):
        inside = marks[index : bisect_right(ends, first.start + WINDOW)]
        rating = (len(frozenset[int]().union(*(mark.groups for mark in inside))), len(inside))
        if rating > best:
            best, chosen = rating, inside
    if not chosen:
        return Window(0, _word_end(text, WINDOW), ())
    margin = (WINDOW - (chosen[-1].end - chosen[0].start)) // 2
    start = _word_start(text, max(0, chosen[0].start - margin))
    end = max(_word_end(text, start + WINDOW), chosen[-1].end)
    return Window(start, end, tuple(mark for mark in marks if start <= mark.start and mark.end <= end))


def _word_start(text: str, position: int) -> int:
    """Return the start of the first whole word from ``position`` on."""
    if position == 0:
        return 0
    blank = text.find(" ", position - 1, position + WINDOW // 4)
    return position if blank < 0 else blank + 1


def _word_end(text: str, position: int) -> int:
    """Return the end of the last whole word before ``position``."""
    if position >= len(text):
        return len(text)
    blank = text.rfind(" ", position - WINDOW // 4, position + 1)
    return position if blank < 0 else blank


def _marked(text: str, window: Window) -> SafeString:
    pieces, position = [], window.start
    for mark in window.marks:
        pieces += [escape(text[position : mark.start]), "<mark>", escape(text[mark.start : mark.end]), "</mark>"]
        position = mark.end
    pieces.append(escape(text[position : window.end]))
    before = "… " if window.start else ""
    after = " …" if window.end < len(text) else ""
    return mark_safe(before + "".join(pieces) + after)  # noqa: S308  Every piece of the text is escaped above.


def answered(text: str, plan: Plan) -> frozenset[int]:
    """Return which words of ``plan`` a text answers, as numbers of its groups."""
    return frozenset[int]().union(*(mark.groups for mark in _marks(text[:LONGEST_READ], plan)))
