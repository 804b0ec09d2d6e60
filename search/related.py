"""Records on the same subject as one that is being read: under the same themes, nearest to its title and its themes."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

import languages
from portal import same_subject
from portal.published import Access
from search.engine import engine
from search.engines.base import EngineDown
from search.plan import Filter, Query, plan
from search.results import breaker

#: More than are shown: some are named by the page itself.
MOST = 2 * same_subject.MOST


def related(page: Any, access: Access) -> list[int]:
    """Return the keys of the nearest records that the reader may find, without ``page`` itself; one query.

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
        without=frozenset({page.pk}),
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
    return [hit.page for hit in found.hits]


same_subject.register(related)
