from collections.abc import Callable

from search import fusion
from search.engines.base import Hit, Hits
from search.plan import Order, Plan, Query


def asking(**answers: list[tuple[int, int]]) -> Callable[[Plan], Hits]:
    """Return an engine that finds pages with their days, per language."""

    def ask(plan: Plan) -> Hits:
        hits = [
            Hit(f"page:{page}:{plan.language}", page, day)
            for page, day in answers[plan.language]
            if page not in plan.query.without
        ]
        pages = frozenset(hit.page for hit in hits)
        return Hits(len(hits), tuple(hits[plan.query.start : plan.query.stop]), {"kind": {"guide": len(hits)}}, pages)

    return ask


def keys(found: Hits) -> list[str]:
    return [hit.key for hit in found.hits]


def test_one_language_is_asked_as_it_is() -> None:
    found = fusion.search(asking(nl=[(1, 0), (2, 0)]), Query("x", "fr", start=1), ["nl"])
    assert keys(found) == ["page:2:nl"]


def test_places_alternate_and_the_first_language_wins() -> None:
    found = fusion.search(asking(fr=[(1, 0), (2, 0)], nl=[(3, 0), (4, 0)]), Query("x", "fr"), ["fr", "nl"])
    assert keys(found) == ["page:1:fr", "page:2:fr", "page:3:nl", "page:4:nl"]


def test_a_page_found_in_both_counts_once_in_the_first_language() -> None:
    found = fusion.search(asking(fr=[(1, 0)], nl=[(1, 0), (2, 0)]), Query("x", "fr"), ["fr", "nl"])
    assert (keys(found), found.total, found.facets) == (["page:1:fr", "page:2:nl"], 2, {"kind": {"guide": 2}})


def test_pages_of_results_neither_repeat_nor_miss() -> None:
    ask = asking(fr=[(number, 0) for number in range(7)], nl=[(number, 0) for number in range(5, 12)])
    pages = [fusion.search(ask, Query("x", "fr", start=at, stop=at + 4), ["fr", "nl"]) for at in (0, 4, 8)]
    assert sorted(hit.page for page in pages for hit in page.hits) == list(range(12))


def test_by_date_the_newest_of_both_comes_first() -> None:
    ask = asking(fr=[(1, 30), (2, 10)], nl=[(3, 20)])
    found = fusion.search(ask, Query("x", "fr", order=Order.DATE), ["fr", "nl"])
    assert keys(found) == ["page:1:fr", "page:3:nl", "page:2:fr"]
