"""One ranking from a question put to the indexes of several languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from search.engines.base import Hit, Hits
from search.plan import Order, Plan, Query, plan

# Reciprocal rank: the scores of two indexes cannot be compared, places can. A small constant lets the first places
# count; the first language, that of the reader, wins between equals.
RANK_CONSTANT = 10
FIRST_LANGUAGE = 1.1


def search(
    ask: Callable[[Plan], Hits],
    query: Query,
    languages: Sequence[str],
    understand: Callable[[Query], Plan] = plan,
) -> Hits:
    """Return what ``query`` finds in ``languages``, of which the first weighs most; a page counts in the first one."""
    if len(languages) == 1:
        return ask(understand(replace(query, language=languages[0])))
    answers: list[Hits] = []
    without = query.without
    for language in languages:
        asked = replace(query, language=language, start=0, without=without, list_pages=True)
        answers.append(ask(understand(asked)))
        without |= answers[-1].pages
    hits = ORDERS[query.order](answers)
    total = sum(answer.total for answer in answers)
    return Hits(total, tuple(hits[query.start : query.stop]), _added(answers), without)


def _by_place(answers: Iterable[Hits]) -> list[Hit]:
    weighed = [
        ((FIRST_LANGUAGE if not number else 1.0) / (RANK_CONSTANT + place), hit)
        for number, answer in enumerate(answers)
        for place, hit in enumerate(answer.hits)
    ]
    return [hit for _weight, hit in sorted(weighed, key=lambda pair: (-pair[0], pair[1].page))]


def _by_date(answers: Iterable[Hits]) -> list[Hit]:
    hits = (hit for answer in answers for hit in answer.hits)
    return sorted(hits, key=lambda hit: (-(hit.day or 0), hit.page))


def _by_verification(answers: Iterable[Hits]) -> list[Hit]:
    hits = (hit for answer in answers for hit in answer.hits)
    return sorted(hits, key=lambda hit: (-(hit.verified or 0), -(hit.day or 0), hit.page))


ORDERS = {Order.RELEVANCE: _by_place, Order.DATE: _by_date, Order.VERIFIED: _by_verification}


def _added(answers: Iterable[Hits]) -> dict[str, dict[str, int]]:
    """Add the counts up: no page is counted twice, since each is left out after it was found."""
    counts: dict[str, Counter[str]] = {}
    for answer in answers:
        for facet, values in answer.facets.items():
            counts.setdefault(facet, Counter()).update(values)
    return {facet: dict(values) for facet, values in counts.items()}
