"""The cluster engine: an index per language in OpenSearch or Elasticsearch, for a site on several machines.

Documents carry their seq as the version of their own, so that a writer that comes late overwrites nothing newer, and
writing everything again does no harm.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from search.engines import cluster_bodies as bodies
from search.engines.base import Change, EngineDown, Health, Hidden, Hit, Hits, IndexUnusable, Outbox
from search.engines.cluster_indices import Indices
from search.engines.cluster_mapping import document
from search.engines.cluster_transport import (
    BUILD_SECONDS,
    LOOK_SECONDS,
    WRITE_SECONDS,
    Cluster,
    Place,
)
from search.engines.cluster_words import words
from search.engines.fts5_query import ENOUGH
from search.lexicon import Words
from search.plan import Plan

DOCUMENTS_PER_REQUEST = 500
CHARACTERS_PER_REQUEST = 4_000_000
KEYS_PER_REQUEST = 10_000
START_IT = "start the search cluster, or correct SEARCH_URL; nothing is lost meanwhile"
FREE_IT = "give the cluster disk space and take the block from its indexes; nothing is lost meanwhile"


class ClusterEngine:
    """See :class:`search.engines.base.Engine`; safe to share between threads."""

    near = False

    def __init__(self, place: Place) -> None:
        self.cluster = Cluster(place)
        self.indices = Indices(self.cluster, place.prefix)

    def search(self, plan: Plan) -> Hits:
        least = bodies.most_words(plan)
        answer = self._search(plan, least)
        if least and _found(answer) < ENOUGH:
            looser = self._least(plan, least)
            answer, least = (self._search(plan, looser), looser) if looser != least else (answer, least)
        total = answer["hits"]["total"]["value"]
        if plan.query.total_only:
            return Hits(total)
        pages = self._pages(plan, least, _found(answer)) if plan.query.list_pages else frozenset()
        counts = _counts(answer, plan) if plan.query.counted else {}
        return Hits(total, tuple(map(_hit, answer["hits"]["hits"])), counts, pages)

    def suggest(
        self, language: str, starts: Sequence[str], denied: frozenset[int], now: int, n: int
    ) -> tuple[Hit, ...]:
        if not starts:
            return ()
        answer = self._asked(language, bodies.suggestions(starts, denied, now, n))
        return tuple(map(_hit, answer["hits"]["hits"]))

    def mark(self, language: str) -> str:
        mark = self.indices.mark(language, seconds=0)
        return f"{mark.index} {mark.seq}"

    def words(self, language: str) -> Words:
        mark = self.indices.mark(language, seconds=0)  # The first question after a start waits for the words.
        return words(self.cluster, mark.index, f"{mark.index} {mark.seq}")

    def catch_up(self, language: str, outbox: Outbox) -> int:
        count, done = 0, ""
        while done != (mark := self.indices.mark(language)).index:
            if mark.seq > outbox.last():
                raise IndexUnusable("the index is newer than the database")
            count += self._apply(mark.index, language, outbox.since(mark.seq))
            done = mark.index
        return count

    def hide(self, documents: Iterable[Hidden]) -> None:
        lines = [{"delete": _hidden(self.indices.alias(each.language), each)} for each in documents]
        if lines:
            self.cluster.bulk("/_bulk?refresh=true&require_alias=true", lines)

    def rebuild(self, language: str, outbox: Outbox, progress: Callable[[int], None]) -> int:
        last, count = outbox.last(), 0
        with self.indices.created(language) as name:
            for batch in _batches(outbox.everything()):
                self._write(name, language, batch, BUILD_SECONDS)
                count += len(batch)
                progress(count)
            self.indices.set_mark(name, last)
            self._apply(name, language, outbox.since(last))
            self.indices.refresh(name)
            self.indices.switch(language, name)
        self.catch_up(language, outbox)
        self.indices.delete_older(language, name)
        return count

    def keys(self, language: str) -> dict[str, int]:
        return {hit["_id"]: hit["fields"]["seq"][0] for hits in self._all(self.indices.alias(language)) for hit in hits}

    def health(self, language: str) -> Health:
        try:
            mark = self.indices.mark(language)
            documents = self.cluster.ask("GET", f"/{mark.index}/_count", seconds=LOOK_SECONDS)["count"] - 1
            problem, remedy = self._block(mark.index)
            return Health(language, mark.index, documents, mark.seq, problem, remedy)
        except IndexUnusable as unusable:
            return Health(language, "", 0, 0, str(unusable))
        except EngineDown as down:
            return Health(language, "", 0, 0, str(down), START_IT)

    def _search(self, plan: Plan, least: int) -> Any:
        return self._asked(plan.language, bodies.search(plan, least))

    def _asked(self, language: str, body: dict[str, Any]) -> Any:
        """Return the answer to a question, complete or not at all."""
        path = f"/{self.indices.alias(language)}/_search?allow_partial_search_results=false"
        return self.cluster.ask("POST", path, body)

    def _least(self, plan: Plan, most: int) -> int:
        """Return how many of the words to ask for where few documents hold ``most``: fewer, down to any."""
        levels = self._asked(plan.language, bodies.levels(plan, most))["aggregations"]["levels"]["buckets"]
        holding = {int(level): bucket["doc_count"] for level, bucket in levels.items()}
        enough = [level for level, count in holding.items() if count >= ENOUGH]
        return max(enough, default=1 if holding[1] else 0)

    def _pages(self, plan: Plan, least: int, found: int) -> frozenset[int]:
        """Return the pages of everything found, in as many requests as the cluster needs to list them."""
        parts = 1 + found // (bodies.MOST_VALUES // 2)  # The lists are not of one length.
        answers = (self._asked(plan.language, bodies.pages(plan, least, part, parts)) for part in range(parts))
        return frozenset(bucket["key"] for each in answers for bucket in each["aggregations"]["pages"]["buckets"])

    def _apply(self, name: str, language: str, changes: Iterable[Change]) -> int:
        """Write ``changes`` to the index ``name``, and that it has them when it has all of them."""
        count = last = 0
        for batch in _batches(changes):
            self._write(name, language, batch, WRITE_SECONDS)
            count, last = count + len(batch), max(last, *(change.seq for change in batch))
        if count:
            self.indices.set_mark(name, last)
            self.indices.refresh(name)
        return count

    def _write(self, name: str, language: str, batch: list[Change], seconds: float) -> None:
        lines: list[Any] = []
        for change in batch:
            facts = {"_id": change.key, **_version(change.seq)}
            if change.deleted:
                lines.append({"delete": facts})
            else:
                lines += [{"index": facts}, document(language, change)]
        self.indices.write(name, lines, seconds=seconds)

    def _all(self, index: str) -> Iterator[list[Any]]:
        """Yield the key and the seq of every document, as lists of hits in the order of the keys."""
        body = {
            "query": {"exists": {"field": "key"}},
            "sort": ["key"],
            "size": KEYS_PER_REQUEST,
            "_source": False,
            "docvalue_fields": ["seq"],
            "track_total_hits": False,
        }
        while hits := self.cluster.ask("POST", f"/{index}/_search", body, seconds=WRITE_SECONDS)["hits"]["hits"]:
            yield hits
            body["search_after"] = hits[-1]["sort"]

    def _block(self, name: str) -> tuple[str, str]:
        """Return what keeps the index ``name`` from being written to, and what to do about it."""
        settings = self.cluster.ask("GET", f"/{name}/_settings/index.blocks.*?flat_settings=true", seconds=LOOK_SECONDS)
        blocks = settings.get(name, {}).get("settings", {})
        held = sorted(block for block, value in blocks.items() if value == "true")
        return (f"the index takes no changes: {', '.join(held)}", FREE_IT) if held else ("", "")


def _hidden(index: str, document: Hidden) -> dict[str, Any]:
    return {"_index": index, "_id": document.key, **_version(document.seq, before=True)}


def _version(seq: int, *, before: bool = False) -> dict[str, Any]:
    """Return the version of a document at ``seq``, or one between it and all earlier ones."""
    return {"version": 2 * seq - before, "version_type": "external_gte"}


def _batches(changes: Iterable[Change]) -> Iterator[list[Change]]:
    """Yield ``changes`` in lists that make a request of a good size."""
    batch: list[Change] = []
    characters = 0
    for change in changes:
        batch.append(change)
        characters += len(change.title) + len(change.lead) + len(change.body)
        if len(batch) >= DOCUMENTS_PER_REQUEST or characters >= CHARACTERS_PER_REQUEST:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _found(answer: Any) -> int:
    """Return how many documents were found, before the chosen filters."""
    count: int = answer["aggregations"]["found"]["doc_count"]
    return count


def _hit(hit: Any) -> Hit:
    fields = hit["fields"]
    day, verified = (fields[name][0] if name in fields else None for name in ("day", "verified"))
    return Hit(hit["_id"], fields["page"][0], day, verified)


def _counts(answer: Any, plan: Plan) -> dict[str, dict[str, int]]:
    """Return the counts per facet and value; those of a facet in which something is chosen, as if it were not."""
    chosen = {each.facet for each in plan.query.filters}
    counts: dict[str, dict[str, int]] = {}
    for name in ("all", *(f"own_{facet}" for facet in chosen)):
        for bucket in answer["aggregations"][name]["values"]["buckets"]:
            facet, _, value = bucket["key"].partition("=")
            if name != "all" or facet not in chosen:
                counts.setdefault(facet, {})[value] = bucket["doc_count"]
    return counts
