"""Records on the same subject as one that is being read: under the same themes, nearest to its title and its themes."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.utils import timezone

import languages
from portal.cards import Card, cards
from portal.published import Access
from search.engine import engine
from search.engines.base import EngineDown
from search.plan import Filter, Query, plan
from search.results import breaker

MOST = 4


def related(page: Any, access: Access, known: Collection[int]) -> list[Card]:
    """Return up to four records that the reader may see, without ``page`` and those ``known``; two queries.

    While the index is away the page simply has none.
    """
    themes = page.themes
    if not themes or not page.pk or not breaker.lets_through():
        return []
    text = " ".join([str(page.heading), *(str(theme.label) for theme in themes)])
    query = Query(
        text=text,
        language=getattr(page.heading, "language", "") or languages.active(),
        filters=(Filter("theme", tuple(theme.slug for theme in themes)),),
        stop=MOST,
        denied=access.denied,
        now=int(timezone.now().timestamp()),
        without=frozenset({page.pk, *known}),
        counted=False,
        literal=True,
    )
    try:
        found = engine().search(plan(query))
        breaker.succeeded()
    except EngineDown as down:
        if down.slow:
            breaker.failed()
        return []
    return [card for card in cards([hit.page for hit in found.hits], access) if card.url]
