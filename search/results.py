"""From a question to what the page shows: found by the engine, read from the database, and nothing that is hidden."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Page as ResultPage
from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.text import capfirst

from languages import CODES
from languages.templatetags.languages_tags import lang_attr
from portal.published import Access
from search import fusion
from search.breaker import Breaker
from search.engine import engine, names_held
from search.engines import database
from search.engines.base import EngineDown, Hits
from search.entries import Entry, entries
from search.forms import MOST_PAGES, Question
from search.knowledge import Correction
from search.labels import FACETS, Labelled, Labels
from search.learned import Understanding
from search.meanings import Meaning, meanings
from search.plan import Plan, Query

PER_PAGE = 10
Ask = Callable[[Plan], Hits]

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
    """What the page shows. ``asked`` is false when there is nothing to look for, ``degraded`` without an index.

    ``corrections`` were made to the spelling of the question, which :attr:`Question.literal` leaves as it is;
    ``meanings`` are what names in the question stand for; ``spoken`` is the language it is taken to be in.
    """

    entries: tuple[Entry, ...] = ()
    total: int = 0
    page: ResultPage[int] | None = None
    facets: tuple[Facet, ...] = ()
    by_language: tuple[tuple[str, int], ...] = ()
    asked: bool = True
    shortened: bool = False
    degraded: bool = False
    corrections: tuple[Correction, ...] = ()
    meanings: tuple[Meaning, ...] = ()
    spoken: str = ""


@dataclass(frozen=True)
class Answer:
    """What an engine, or the database in its place, found for a query."""

    query: Query
    hits: Hits
    by_language: tuple[tuple[str, int], ...]
    degraded: bool = False


def find(question: Question, access: Access, labels: Labels | None = None) -> Results:
    """Return the results of ``question`` for a reader with ``access``; ``labels`` may have been read already."""
    with names_held():
        return _find(question, access, labels or Labels())


def _find(question: Question, access: Access, labels: Labels) -> Results:
    query, understand = _query(question, access), Understanding()
    understood = understand(query)
    if not understood.groups and not question.filters:
        return Results(asked=False)
    answer = _answer(query, question.languages, understand)
    shown = tuple(entries(answer.hits.hits, answer.query, access, understand, question.languages))
    total = answer.hits.total - (len(answer.hits.hits) - len(shown))
    return Results(
        entries=shown,
        total=total,
        page=Paginator(range(min(total, MOST_PAGES * PER_PAGE)), PER_PAGE).get_page(question.page),
        facets=tuple(_facets(answer.hits, question, labels)),
        by_language=answer.by_language,
        shortened=understood.shortened,
        degraded=answer.degraded,
        corrections=understood.corrections,
        meanings=meanings(understood, understand.vocabulary),
        spoken=understood.spoken,
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
        literal=question.literal,
    )


def _answer(query: Query, asked: tuple[str, ...], understand: Understanding) -> Answer:
    """Ask the engine, and the database where the engine cannot answer."""
    if breaker.lets_through():
        try:
            answer = _asked(engine().search, query, asked, understand)
            breaker.succeeded()
            return answer
        except EngineDown as down:
            logger.warning("searching without an index: %s", down)
            if down.slow:
                breaker.failed()
    return replace(_asked(database.search, query, asked, understand), degraded=True)


def _asked(ask: Ask, query: Query, asked: tuple[str, ...], understand: Understanding) -> Answer:
    """Return the page asked for, or the last one where that lies beyond the end."""
    looked_in = _looked_in(asked, understand(query).spoken)
    hits = fusion.search(ask, query, looked_in, understand)
    if not hits.hits and hits.total:
        start = (hits.total - 1) // PER_PAGE * PER_PAGE
        query = replace(query, start=start, stop=start + PER_PAGE)
        hits = fusion.search(ask, query, looked_in, understand)
    alone = {asked[0]: hits.total} if len(asked) == 1 else {}
    counted = replace(query, total_only=True)
    counts = ((code, alone.get(code) or ask(understand(replace(counted, language=code))).total) for code in CODES)
    return Answer(query, hits, tuple(counts))


def _looked_in(asked: tuple[str, ...], spoken: str) -> tuple[str, ...]:
    """Return the indexes to look in: a question in another language than the reader's finds records by their texts in
    that one, and they are shown in the reader's."""
    return asked if spoken in asked or spoken not in CODES else (spoken, *asked)


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
