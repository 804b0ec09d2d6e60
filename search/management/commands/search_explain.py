from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

import languages
from portal.published import Access
from search.engines.fts5_query import WEIGHTS
from search.entries import Entry
from search.forms import Question
from search.learned import Understanding
from search.management.commands.search import plain
from search.plan import Concept, Plan, Query
from search.results import find


class Command(BaseCommand):
    help = "Tell how a question is understood, word by word and with its weights, and why each record is found."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("words", help="the question, as typed into the search box")
        parser.add_argument(
            "--lang", choices=languages.CODES, default=languages.CODES[0], help="language of the reader"
        )
        parser.add_argument("--exact", action="store_true", help="leave the spelling as it is")

    def handle(self, *, words: str, lang: str, exact: bool, **options: Any) -> None:
        access = Access.anonymous()
        with translation.override(lang):
            plan = Understanding()(Query(words, lang, denied=access.denied, literal=exact))
            found = find(Question(words, (lang,), literal=exact), access)
            lines = [*understood(plan), "", f"{found.total} records"]
            for entry in found.entries:
                lines += because(entry)
        self.stdout.write("\n".join(lines))


def understood(plan: Plan) -> Iterator[str]:
    """Yield what a question asks of the index of one language."""
    yield f"language of the question: {plan.spoken}; of the index: {plan.language}"
    yield "weights: " + ", ".join(f"{name} {weight}" for name, weight in WEIGHTS.items())
    yield from (f"spelling: {each.written} → {each.read}" for each in plan.corrections)
    for unknown in set(plan.unknown) - {each.written for each in plan.corrections}:
        yield f"known to no record and no label: {unknown}"
    for place, group in enumerate(plan.groups):
        parts = f", parts {' + '.join(group.parts)}" if group.parts else ""
        yield f"word {place + 1}: exact {group.exact}, stem {group.stem}{parts}"
    yield from (f"required: {' '.join(phrase.terms)}" for phrase in plan.phrases)
    yield from (f"left out: {' '.join(phrase.terms)}" for phrase in plan.excluded)
    for concept in plan.concepts:
        yield from meant(concept)


def meant(concept: Concept) -> Iterator[str]:
    words = ", ".join(str(place + 1) for place in concept.groups)
    yield f"concept {concept.key}: “{concept.written}” (word {words}) = {concept.name}"
    for label in concept.labels:
        yield f"    label × {concept.weight}: {label.text} ({' + '.join(label.stems)})"
    if concept.tagged:
        yield f"    tag + {concept.points}: {concept.tagged.facet} {', '.join(concept.tagged.values)}"


def because(entry: Entry) -> Iterator[str]:
    yield f"{entry.reference}  {entry.language}  {plain(entry.title)}"
    if entry.found_in:
        yield f"    found by its text in {entry.found_in}"
    for reason in entry.reasons:
        found = f"the record says “{reason.found}”" if reason.found else "the record is tagged with it"
        yield f"    “{reason.written}” = {reason.name}: {found}"
