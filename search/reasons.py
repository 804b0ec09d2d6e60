"""Why a record is found that does not hold the words of the question: what they mean, and what it has of that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from search.analysis import analyzer
from search.plan import Concept, Plan

LONGEST_READ = 50_000  # characters of a text that are looked through


@dataclass(frozen=True)
class Reason:
    """``written`` in the question means ``name``; the record has the name ``found`` for it, or only the tag: then that
    is empty."""

    written: str
    name: str
    found: str = ""


def reasons(text: str, facets: Mapping[str, Sequence[str]], plan: Plan) -> tuple[Reason, ...]:
    """Return why a document in the language of ``plan`` is found, for what it does not say in the words asked."""
    if not plan.concepts:
        return ()
    held = terms_in(text[:LONGEST_READ], plan)
    return tuple(dict.fromkeys(_reasons(held, facets, plan)))


def _reasons(held: set[str], facets: Mapping[str, Sequence[str]], plan: Plan) -> Iterator[Reason]:
    said: set[tuple[int, ...]] = set()
    for concept in sorted(plan.concepts, key=lambda concept: not _label(concept, held)):
        asked = [plan.groups[place] for place in concept.groups]
        if concept.groups in said or all({group.exact, group.stem} & held for group in asked):
            continue
        found = _label(concept, held)
        if found or _tagged(concept, facets):
            said.add(concept.groups)
            yield Reason(concept.written, concept.name, found)


def _label(concept: Concept, held: set[str]) -> str:
    return next((label.text for label in concept.labels if held.issuperset(label.stems)), "")


def _tagged(concept: Concept, facets: Mapping[str, Sequence[str]]) -> bool:
    tag = concept.tagged
    return tag is not None and not set(tag.values).isdisjoint(facets.get(tag.facet, ()))


def terms_in(text: str, plan: Plan) -> set[str]:
    """Return those terms of the words and the labels of ``plan`` that ``text`` holds."""
    wanted = frozenset(_wanted(plan))
    read = analyzer(plan.language)
    terms = (
        read.term(word.text) for start, end in read.passages(text, wanted) for word in read.words(text, start, end)
    )
    return {name for term in terms for name in (term.exact, term.stem, *term.parts) if name in wanted}


def _wanted(plan: Plan) -> Iterable[str]:
    for group in plan.groups:
        yield from (group.exact, group.stem)
    for concept in plan.concepts:
        for label in concept.labels:
            yield from label.stems
