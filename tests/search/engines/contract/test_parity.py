"""Both engines asked the same: the same documents, totals and counts exactly, and nearly the same order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random
from statistics import mean
from typing import Any

import pytest

from search.engines.base import Hits
from search.plan import Order, Plan
from tests.search.engines.contract.generated import DAY, TODAY, fill, plans
from tests.search.engines.index import ClusterIndex, Index

pytestmark = pytest.mark.node

DOCUMENTS = 600
PLANS = 200
LEAST_OVERLAP = 0.85


@dataclass
class Both:
    """One index in each engine, with the same documents, and what both are asked."""

    file: Index
    cluster: ClusterIndex
    plans: list[Plan]

    def ask(self, asked: Plan, **changes: Any) -> tuple[Hits, Hits]:
        asked = changed(asked, **changes)
        return self.file.engine.search(asked), self.cluster.engine.search(asked)


def changed(asked: Plan, **changes: Any) -> Plan:
    return replace(asked, query=replace(asked.query, **changes))


@pytest.fixture(scope="module", params=["fr", "nl"])
def both(request: pytest.FixtureRequest, search_node: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    language, random = request.param, Random(135)  # noqa: S311
    file = Index(tmp_path_factory.mktemp("index"), language)
    cluster = ClusterIndex(search_node, language)
    fill(file.documents, language, DOCUMENTS, random)
    cluster.documents = file.documents
    try:
        file.build()
        cluster.build()
        yield Both(file, cluster, list(plans(language, PLANS, random)))
    finally:
        cluster.delete()


def test_they_find_the_same_documents_and_count_the_same(both: Both) -> None:
    found = 0
    for asked in both.plans:
        file, cluster = both.ask(asked)
        assert set(cluster.hits) == set(file.hits), asked
        assert (cluster.total, cluster.facets, cluster.pages) == (file.total, file.facets, file.pages), asked
        found += bool(file.total)
    assert found > PLANS / 2


def test_the_total_alone_is_the_same(both: Both) -> None:
    for asked in both.plans[:80]:
        file, cluster = both.ask(asked, total_only=True)
        assert cluster == file, asked


@pytest.mark.parametrize("order", [Order.DATE, Order.VERIFIED])
def test_by_a_day_they_come_in_the_same_order(both: Both, order: Order) -> None:
    for asked in both.plans[:60]:
        file, cluster = both.ask(asked, order=order, stop=50)
        assert cluster.hits == file.hits, asked


def test_pages_of_results_are_those_of_one_ranking(both: Both) -> None:
    for asked in both.plans[:20]:
        for engine in (both.file.engine, both.cluster.engine):
            whole = engine.search(changed(asked, stop=30)).hits
            parts = [engine.search(changed(asked, start=start, stop=start + 10)).hits for start in (0, 10, 20)]
            assert sum(parts, ()) == whole, asked


def test_the_first_ten_are_nearly_the_same(both: Both) -> None:
    overlaps, same_first = [], []
    for asked in both.plans[:100]:
        file, cluster = both.ask(asked, order=Order.RELEVANCE, stop=10)
        if len(file.hits) > 3:
            overlaps.append(len(set(file.hits) & set(cluster.hits)) / len(file.hits))
            same_first.append(file.hits[0] == cluster.hits[0])
    assert mean(overlaps) >= LEAST_OVERLAP, (mean(overlaps), mean(same_first))


@pytest.mark.parametrize("starts", [["log"], ["lo"], ["huur"], ["lo", "ba"], ["h"], ["zzz"], []])
def test_they_suggest_the_same(both: Both, starts: list[str]) -> None:
    language = both.file.language
    asked = (language, starts, frozenset({1, 2}), TODAY * DAY, 8)
    assert both.cluster.engine.suggest(*asked) == both.file.engine.suggest(*asked)


def test_they_know_the_same_words(both: Both) -> None:
    file, cluster = both.file.engine.words(both.file.language), both.cluster.engine.words(both.file.language)
    assert set(cluster.public) == set(file.public)
    assert cluster.closed == file.closed
    assert cluster.documents == file.documents
    assert all(count <= file.public[word] for word, count in cluster.public.items())
    assert cluster.mark == both.cluster.engine.mark(both.file.language)
