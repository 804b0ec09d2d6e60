"""Both engines asked the same: the same documents, totals and counts exactly, and nearly the same order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random
from statistics import mean

import pytest

from search.engines.base import Hits
from search.plan import Order, Query, plan
from tests.search.engines.contract.generated import fill, questions
from tests.search.engines.index import ClusterIndex, Index

pytestmark = pytest.mark.node

DOCUMENTS = 600
QUESTIONS = 200
LEAST_OVERLAP = 0.85


@dataclass
class Both:
    """One index in each engine, with the same documents, and what both answered to the same questions."""

    file: Index
    cluster: ClusterIndex
    queries: list[Query]

    def ask(self, query: Query) -> tuple[Hits, Hits]:
        asked = plan(query)
        return self.file.engine.search(asked), self.cluster.engine.search(asked)


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
        yield Both(file, cluster, list(questions(language, QUESTIONS, random)))
    finally:
        cluster.delete()


def test_they_find_the_same_documents_and_count_the_same(both: Both) -> None:
    found = 0
    for query in both.queries:
        file, cluster = both.ask(query)
        assert {hit.key for hit in cluster.hits} == {hit.key for hit in file.hits}, query
        assert set(cluster.hits) == set(file.hits), query
        assert (cluster.total, cluster.facets, cluster.pages) == (file.total, file.facets, file.pages), query
        found += bool(file.total)
    assert found > QUESTIONS / 2


def test_the_total_alone_is_the_same(both: Both) -> None:
    for query in both.queries[:80]:
        file, cluster = both.ask(replace(query, total_only=True))
        assert cluster == file, query


def test_the_newest_come_in_the_same_order(both: Both) -> None:
    for query in both.queries[:80]:
        file, cluster = both.ask(replace(query, order=Order.DATE, stop=50))
        assert cluster.hits == file.hits, query


def test_pages_of_results_are_those_of_one_ranking(both: Both) -> None:
    for query in both.queries[:20]:
        for engine in (both.file.engine, both.cluster.engine):
            whole = engine.search(plan(replace(query, stop=30))).hits
            parts = [engine.search(plan(replace(query, start=start, stop=start + 10))).hits for start in (0, 10, 20)]
            assert sum(parts, ()) == whole, query


def test_the_first_ten_are_nearly_the_same(both: Both) -> None:
    overlaps, same_first = [], []
    for query in both.queries[:100]:
        file, cluster = both.ask(replace(query, order=Order.RELEVANCE, stop=10))
        if len(file.hits) > 3:
            overlaps.append(len(set(file.hits) & set(cluster.hits)) / len(file.hits))
            same_first.append(file.hits[0] == cluster.hits[0])
    assert mean(overlaps) >= LEAST_OVERLAP, (mean(overlaps), mean(same_first))
