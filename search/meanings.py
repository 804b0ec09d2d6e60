"""What the names in a question stand for, to be told to the reader who asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from search.plan import Filter, Plan, tag_of
from search.vocabulary import Vocabulary


@dataclass(frozen=True)
class Related:
    """Another concept that a name may be meant for: what it is called, and the tag of its records."""

    name: str
    tagged: Filter | None


@dataclass(frozen=True)
class Meaning:
    """``written`` in the question is taken for ``name``.

    ``note`` says when the name is used and when another one; ``related`` are concepts that the name is also used for or
    is easily taken for.
    """

    written: str
    name: str
    note: str
    tagged: Filter | None
    related: tuple[Related, ...]


def meanings(plan: Plan, vocabulary: Vocabulary) -> tuple[Meaning, ...]:
    """Return what ``plan`` takes the names in its question for, in its language."""
    return tuple(
        Meaning(
            concept.written,
            concept.name,
            vocabulary.facts[concept.key].notes.get(plan.language, ""),
            concept.tagged,
            tuple(_related(concept.key, plan.language, vocabulary)),
        )
        for concept in plan.concepts
    )


def _related(key: str, language: str, vocabulary: Vocabulary) -> Iterator[Related]:
    for other in vocabulary.facts[key].related:
        if other in vocabulary.facts:
            yield Related(vocabulary.preferred(other, language), tag_of(other))
