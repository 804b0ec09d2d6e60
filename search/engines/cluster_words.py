"""The words of an index in a cluster, for spelling and completion."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

from search.engines.cluster_bodies import MOST_VALUES
from search.engines.cluster_mapping import MARK
from search.engines.cluster_transport import LOOK_SECONDS, Cluster
from search.lexicon import Words

DOCUMENTS_PER_REQUEST = 500


def words(cluster: Cluster, index: str, mark: str) -> Words:
    """Return the words of the documents that anyone may see, and those that some may, with what keeps others out."""
    documents, different = _size(cluster, index)
    parts = 1 + different // (MOST_VALUES // 2)  # They are parted by a digest, into parts of about one size.
    public = {word: count for part in range(parts) for word, count in _counted(cluster, index, part, parts)}
    closed: dict[str, set[frozenset[int]]] = {}
    for fields in _closed(cluster, index):
        for word in fields.get("words", ()):
            closed.setdefault(word, set()).add(frozenset(fields["restrictions"]))
    return Words(mark, documents, public, closed)


def _size(cluster: Cluster, index: str) -> tuple[int, int]:
    """Return the number of public documents, and about how many different words they hold."""
    aggs = {"different": {"cardinality": {"field": "words"}}}
    answer = _asked(cluster, index, {"query": _public(), "size": 0, "track_total_hits": True, "aggs": aggs})
    return answer["hits"]["total"]["value"], answer["aggregations"]["different"]["value"]


def _counted(cluster: Cluster, index: str, part: int, parts: int) -> Iterator[tuple[str, int]]:
    listed = {"partition": part, "num_partitions": parts}
    aggs = {"words": {"terms": {"field": "words", "size": MOST_VALUES, "include": listed}}}
    answer = _asked(cluster, index, {"query": _public(), "size": 0, "track_total_hits": False, "aggs": aggs})
    for bucket in answer["aggregations"]["words"]["buckets"]:
        yield bucket["key"], bucket["doc_count"]


def _closed(cluster: Cluster, index: str) -> Iterator[dict[str, Any]]:
    """Yield words and restrictions of the documents that not everybody may see."""
    body = {
        "query": {"exists": {"field": "restrictions"}},
        "sort": ["key"],
        "size": DOCUMENTS_PER_REQUEST,
        "_source": False,
        "docvalue_fields": ["words", "restrictions"],
        "track_total_hits": False,
    }
    while hits := _asked(cluster, index, body)["hits"]["hits"]:
        yield from (hit["fields"] for hit in hits)
        body["search_after"] = hits[-1]["sort"]


def _public() -> dict[str, Any]:
    hidden = [
        {"ids": {"values": [MARK]}},
        {"exists": {"field": "restrictions"}},
        {"range": {"until": {"lte": int(time.time())}}},
    ]
    return {"bool": {"must_not": hidden}}


def _asked(cluster: Cluster, index: str, body: dict[str, Any]) -> Any:
    path = f"/{index}/_search?allow_partial_search_results=false"
    return cluster.ask("POST", path, body, seconds=LOOK_SECONDS)
