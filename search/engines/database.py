"""The search without an index, for as long as an engine is down: slower and coarser, over the rows themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import Case, F, Q, QuerySet, Value, When
from wagtail.models import Page

from portal.published import Access, visible
from search.engines.base import Hit, Hits
from search.models import SearchDocument
from search.outbox import day_number
from search.plan import Group, Order, Plan

ARTICLE = re.compile(r"art(\d\w*)")
ORDERS: dict[Order, tuple[Any, ...]] = {
    Order.RELEVANCE: ("place", "-date", "page_id", "key"),
    Order.DATE: ("-date", "page_id", "key"),
    Order.VERIFIED: (F("verified_on").desc(nulls_last=True), "-date", "page_id", "key"),
}
SHORTEST_STEM = 4  # letters; a shorter one stands inside too many words


def search(plan: Plan) -> Hits:
    """Return the documents with all words, else those with any; title first, then the newest. Counts no facets."""
    rows = _permitted(plan)
    words = [_holding(group) for group in plan.groups]
    found: list[Hit] = []
    for join in (and_, or_) if words else (and_,):
        found = found or list(_hits(rows.filter(reduce(join, words, Q())), plan))
    return Hits(len(found), tuple(found[plan.query.start : plan.query.stop]), {}, frozenset(hit.page for hit in found))


def _permitted(plan: Plan) -> QuerySet[SearchDocument]:
    pages = visible(Page.objects.all(), Access(plan.query.denied)).values("pk")
    rows = SearchDocument.objects.filter(language=plan.language, deleted=False, page_id__in=pages)
    for phrase in plan.excluded:
        rows = rows.exclude(reduce(and_, (_in_text([term]) for term in phrase.terms)))
    return rows


def _hits(rows: QuerySet[SearchDocument], plan: Plan) -> Iterator[Hit]:
    in_title = reduce(or_, (_in_title(_needles(group)) for group in plan.groups), Q(pk=None))
    rows = rows.annotate(place=Case(When(in_title, then=Value(0)), default=Value(1)))
    names = ("key", "page_id", "date", "verified_on", "facets")
    for key, page, date, verified, facets in rows.order_by(*ORDERS[plan.query.order]).values_list(*names):
        chosen = all(set(wanted.values) & set(facets.get(wanted.facet, ())) for wanted in plan.query.filters)
        if chosen and page not in plan.query.without:
            yield Hit(key, page, day_number(date), day_number(verified))


def _holding(group: Group) -> Q:
    return _in_text(_needles(group)) | _in_title(_needles(group))


def _in_text(needles: Iterable[str]) -> Q:
    return reduce(or_, (Q(plain_text__contains=needle) for needle in needles))


def _in_title(needles: Iterable[str]) -> Q:
    return reduce(or_, (Q(plain_title__contains=needle) for needle in needles))


def _needles(group: Group) -> list[str]:
    """Return what to look for in folded text: an article in its writings, else the stem if the word starts with it."""
    article = ARTICLE.fullmatch(group.exact)
    if article:
        return [f"{word} {article[1].replace('x', '')} " for word in ("article", "artikel", "art")]
    stem = group.stem if len(group.stem) >= SHORTEST_STEM and group.exact.startswith(group.stem) else group.exact
    return [stem]
