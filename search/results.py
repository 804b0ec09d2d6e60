"""From a question to what the page shows: found by the engine, read from the database, and nothing that is hidden."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.core.paginator import Page as ResultPage
from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.text import capfirst

import languages
from languages.templatetags.languages_tags import lang_attr
from portal.published import Access
from search import fusion
from search.breaker import Breaker
from search.engine import engine
from search.engines import database
from search.engines.base import EngineDown, Hits
from search.entries import Entry, entries
from search.forms import MOST_PAGES, Question
from search.labels import FACETS, Labelled, Labels
from search.plan import Query, plan

PER_PAGE = 10

logger = logging.getLogger(__name__)
breaker = Breaker()


@dataclass(frozen=True)
class Option:
    """A value of a facet that can be chosen, with the number of records it would leave; ready to be written out."""

    value: str
    label: str
    lang: str
    depth: int
    number: int
    chosen: bool


@dataclass(frozen=True)
class Facet:
    name: str
    label: Any
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Results:
    """What the page shows. ``asked`` is false when there is nothing to look for, ``degraded`` without an index."""

    entries: tuple[Entry, ...] = ()
    total: int = 0
    page: ResultPage[int] | None = None
    facets: tuple[Facet, ...] = ()
    by_language: tuple[tuple[str, int], ...] = ()
    asked: bool = True
    shortened: bool = False
    degraded: bool = False


@dataclass(frozen=True)
class Answer:
    """What an engine, or the database in its place, found for a query."""

    query: Query
    hits: Hits
    by_language: tuple[tuple[str, int], ...]
    degraded: bool = False


def find(question: Question, access: Access, labels: Labels | None = None) -> Results:
    """Return the results of ``question`` for a reader with ``access``; ``labels`` may have been read already."""
    query = _query(question, access)
    understood = plan(query)
    if not understood.groups and not question.filters:
        return Results(asked=False)
    answer = _answer(query, question.languages)
    shown = tuple(entries(answer.hits.hits, answer.query, access))
    total = answer.hits.total - (len(answer.hits.hits) - len(shown))
    return Results(
        entries=shown,
        total=total,
        page=Paginator(range(min(total, MOST_PAGES * PER_PAGE)), PER_PAGE).get_page(question.page),
        facets=tuple(_facets(answer.hits, question, labels or Labels())),
        by_language=answer.by_language,
        shortened=understood.shortened,
        degraded=answer.degraded,
    )


def _query(question: Question, access: Access) -> Query:
    start = (question.page - 1) * PER_PAGE
    return Query(
        text=question.text,
        language=question.languages[0],
        filters=question.filters,
        order=question.order,
        start=start,
        stop=start + PER_PAGE,
        denied=access.denied,
        now=int(timezone.now().timestamp()),
    )


def _answer(query: Query, asked: tuple[str, ...]) -> Answer:
    """Ask the engine, and the database where the engine cannot answer."""
    if breaker.lets_through():
        try:
            answer = _asked(engine().search, query, asked)
            breaker.succeeded()
            return answer
        except EngineDown as down:
            logger.warning("searching without an index: %s", down)
            if down.slow:
                breaker.failed()
    return replace(_asked(database.search, query, asked), degraded=True)


def _asked(ask: Any, query: Query, asked: tuple[str, ...]) -> Answer:
    """Return the page asked for, or the last one where that lies beyond the end."""
    hits = fusion.search(ask, query, asked)
    if not hits.hits and hits.total:
        start = (hits.total - 1) // PER_PAGE * PER_PAGE
        query = replace(query, start=start, stop=start + PER_PAGE)
        hits = fusion.search(ask, query, asked)
    alone = {asked[0]: hits.total} if len(asked) == 1 else {}
    count = partial(_count, ask, query)
    return Answer(query, hits, tuple((code, alone.get(code) or count(code)) for code in languages.CODES))


def _count(ask: Any, query: Query, language: str) -> int:
    total: int = ask(plan(replace(query, language=language, total_only=True))).total
    return total


def _facets(hits: Hits, question: Question, labels: Labels) -> Iterator[Facet]:
    chosen = {each.facet: set(each.values) for each in question.filters}
    for name, label in FACETS.items():
        counts = hits.facets.get(name, {})
        values = labels.of(name, {*counts, *chosen.get(name, ())})
        options = tuple(_option(each, counts, chosen.get(name, set())) for each in values)
        if options:
            yield Facet(name, label, options)


def _option(each: Labelled, counts: Any, chosen: set[str]) -> Option:
    label = capfirst(str(each.label))
    return Option(each.value, label, lang_attr(each.label), each.depth, counts.get(each.value, 0), each.value in chosen)
