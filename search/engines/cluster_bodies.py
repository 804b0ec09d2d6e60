"""What a search cluster is asked: the question of a plan, as a body of JSON.

The same plan finds the same documents here and in an index file, with the same total and the same counts; the order
may differ a little, because the two normalise by length in different ways.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import ceil
from typing import Any

from elasticsearch.dsl import Search
from elasticsearch.dsl.query import (
    Bool,
    ConstantScore,
    DisMax,
    DistanceFeature,
    Ids,
    Match,
    MatchAll,
    MatchPhrase,
    Prefix,
    Query,
    Range,
    Term,
    Terms,
)

from search.engines.cluster_mapping import MARK
from search.engines.fts5_query import NEIGHBOURS_DISTANCE, WEIGHTS
from search.plan import Concept, Filter, Group, Label, Order, Phrase, Plan
from search.streams import STREAMS, ZONES

#: Names of concepts are looked for in what a record says itself, not in what is attached to it.
NAMED_ZONES = ("title", "body")
BY_STEM = STREAMS[1:]
# An index file rates a word 1 + k1 times as high, with the k1 of both: it keeps a factor that Lucene has left out.
SCALE = 2.2
# More values than a facet has, and fewer than a cluster counts at once before it refuses (65,535).
MOST_VALUES = 50_000
#: A cluster returns hits up to here.
LAST_HIT = 10_000
FIELDS = ["page", "day", "verified"]
NEWEST: list[Any] = [{"day": {"order": "desc", "missing": "_last"}}, "page", "key"]
ORDERS: dict[Order, list[Any]] = {
    Order.RELEVANCE: [{"_score": {"order": "desc"}}, *NEWEST],
    Order.DATE: NEWEST,
    Order.VERIFIED: [{"verified": {"order": "desc", "missing": "_last"}}, *NEWEST],
}


def search(plan: Plan, least: int) -> dict[str, Any]:
    """Return the body that finds, counts and ranks the documents with at least ``least`` of the words; 0 is any word.

    The chosen filters narrow the hits after the counting, so that each facet is counted without its own.
    """
    query = plan.query
    chosen = [_chosen(each) for each in query.filters]
    asked = Search().query(_found(plan, least)).post_filter(Bool(filter=chosen) if chosen else MatchAll())
    start, stop = min(query.start, LAST_HIT), min(query.stop, LAST_HIT)
    window = {"size": 0, "from": 0} if query.total_only else {"size": max(0, stop - start), "from": start}
    asked = asked.extra(track_total_hits=True, _source=False, docvalue_fields=FIELDS, **window)
    asked = asked.sort(*ORDERS[query.order])
    asked.aggs.bucket("found", "filter", filter=MatchAll())
    if query.counted and not query.total_only:
        _count(asked, query.filters, chosen)
    return _written(asked)


def suggestions(starts: Sequence[str], denied: frozenset[int], now: int, size: int) -> dict[str, Any]:
    """Return the body that finds titles with words that begin with each of ``starts``, the newest first."""
    found = [Prefix("title_exact", {"value": start}) for start in starts]
    asked = Search().query(Bool(filter=found, must_not=_hidden(denied, now)))
    return _written(asked.extra(size=size, track_total_hits=False, _source=False, docvalue_fields=FIELDS).sort(*NEWEST))


def levels(plan: Plan, most: int) -> dict[str, Any]:
    """Return the body that counts the documents with at least 1, 2 … ``most`` of the words, named by that number."""
    asked = Search().query(_found(plan, 0, ranked=False))
    each = {str(least): _holding(plan, least) for least in range(1, most + 1)}
    asked.aggs.bucket("levels", "filters", filters=each)
    return _written(asked.extra(size=0, track_total_hits=False))


def pages(plan: Plan, least: int, part: int, parts: int) -> dict[str, Any]:
    """Return the body that lists the pages of what is found, whatever is chosen; one of ``parts`` lists."""
    asked = Search().query(_found(plan, least, ranked=False)).extra(size=0, track_total_hits=False)
    listed = {"partition": part, "num_partitions": parts}
    asked.aggs.bucket("pages", "terms", field="page", size=MOST_VALUES, include=listed)
    return _written(asked)


def most_words(plan: Plan) -> int:
    """Return how many words a document should answer; 0 where answering any of them is all that can be asked."""
    return ceil(len(plan.units) / 2) if plan.counted else 0


def _written(asked: Any) -> dict[str, Any]:
    body: dict[str, Any] = asked.to_dict()
    return body


def _found(plan: Plan, least: int, *, ranked: bool = True) -> Query:
    """Return the query for what is found; ranked, it scores."""
    ranked = ranked and not plan.query.total_only
    required = [_holding(plan, least)] if least else []
    scoring: list[Query] = []
    if plan.groups and ranked:
        scoring = [_either([*_scores(plan), *_meant(plan.concepts)])]
    elif plan.groups and not least:
        required = [_holding_any(plan)]
    return Bool(
        must=scoring,
        filter=[*required, *_phrases(plan.phrases)] or [MatchAll()],
        must_not=_left_out(plan),
        should=list(_extras(plan)) if ranked else [],
    )


def _scores(plan: Plan) -> Iterator[Query]:
    """Yield what a document is rated by: every word in every zone and stream, summed up."""
    for zone, stream, terms in _sought(plan):
        weight = round(WEIGHTS[zone] * WEIGHTS[stream] * SCALE, 4)
        yield Match(f"{zone}_{stream}", {"query": " ".join(terms), "boost": weight})


def _sought(plan: Plan) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield each zone and stream with the terms that are looked for in it."""
    for zone in ZONES:
        yield zone, "exact", plan.exact
        for stream in BY_STEM if zone != "title" else (*BY_STEM, "lead"):
            yield zone, stream, plan.stems


def _meant(concepts: Iterable[Concept]) -> Iterator[Query]:
    """Yield the queries for concepts; of one, the best of its labels counts, and a tag besides."""
    for concept in concepts:
        ways: list[Query] = []
        if concept.labels:
            named = [_either([_named(label, zone) for zone in NAMED_ZONES]) for label in concept.labels]
            ways.append(DisMax(queries=named, boost=concept.weight))
        if concept.tagged:
            ways.append(ConstantScore(filter=_chosen(concept.tagged), boost=concept.points))
        if ways:  # A query for none of several ways would find everything.
            yield _either(ways)


def _named(label: Label, zone: str) -> Query:
    """Return the query for all stems of a label in one zone."""
    weight = WEIGHTS[zone] * SCALE
    stems = [
        _either([Match(f"{zone}_{stream}", {"query": stem, "boost": weight * WEIGHTS[stream]}) for stream in BY_STEM])
        for stem in label.stems
    ]
    return Bool(must=stems)


def _extras(plan: Plan) -> Iterator[Query]:
    """Yield what raises a document without being asked for: neighbours that stand together, and being recent."""
    for pair in plan.pairs:
        weight = round(WEIGHTS["neighbours"] * WEIGHTS["stem"] * SCALE, 4)
        yield MatchPhrase("body_stem", {"query": " ".join(pair), "slop": NEIGHBOURS_DISTANCE, "boost": weight})
    pivot = f"{WEIGHTS['half_life']:.0f}d"
    yield DistanceFeature(field="date", origin=str(plan.query.now), pivot=pivot, boost=WEIGHTS["recent"])


def _holding_any(plan: Plan) -> Query:
    words: list[Query] = [Terms(f"{zone}_{stream}", list(terms)) for zone, stream, terms in _sought(plan)]
    return _either([*words, *_meant(plan.concepts)])


def _holding(plan: Plan, least: int) -> Query:
    """Return the query for documents that answer so many of the words: by themselves, or by what they mean."""
    return Bool(should=[_answered(plan, unit) for unit in plan.units], minimum_should_match=least)


def _answered(plan: Plan, unit: tuple[int, ...]) -> Query:
    words = [_either(list(_one_word(plan.groups[place]))) for place in unit]
    meant = _meant(concept for concept in plan.concepts if set(unit) & set(concept.groups))
    return _either([Bool(filter=words), *meant])


def _one_word(group: Group) -> Iterator[Query]:
    """Yield the ways to hold a word: in its exact form, by its stem, or by all elements of its compound in one zone."""
    for zone in ZONES:
        yield Term(f"{zone}_exact", {"value": group.exact})
        yield from _by_stem(zone, group.stem)
        if group.parts:
            yield Bool(filter=[_either(_by_stem(zone, part)) for part in group.parts])


def _by_stem(zone: str, stem: str) -> list[Query]:
    return [Term(f"{zone}_{stream}", {"value": stem}) for stream in BY_STEM]


def _either(ways: Sequence[Query]) -> Query:
    return Bool(should=list(ways), minimum_should_match=1)


def _phrases(phrases: Iterable[Phrase]) -> list[Query]:
    return [
        _either([MatchPhrase(f"{zone}_exact", {"query": " ".join(phrase.terms)}) for zone in ZONES])
        for phrase in phrases
    ]


def _left_out(plan: Plan) -> list[Query]:
    query = plan.query
    out = [*_hidden(query.denied, query.now), *_phrases(plan.excluded)]
    return [*out, Terms("page", sorted(query.without))] if query.without else out


def _hidden(denied: frozenset[int], now: int) -> list[Query]:
    """Return what a reader may not see or not any longer, with the mark of the index, which is no document."""
    out: list[Query] = [Ids(values=[MARK]), Range("until", {"lte": now})]
    return [*out, Terms("restrictions", sorted(denied))] if denied else out


def _chosen(each: Filter) -> Query:
    return Terms("facets", [f"{each.facet}={value}" for value in each.values])


def _count(asked: Any, filters: tuple[Filter, ...], chosen: list[Query]) -> None:
    """Add the counts of all facets under "all", and those of a facet with a choice, without it, under its name."""
    values = {"field": "facets", "size": MOST_VALUES}
    every = asked.aggs.bucket("all", "filter", filter=Bool(filter=chosen) if chosen else MatchAll())
    every.bucket("values", "terms", **values)
    for number, each in enumerate(filters):
        others = [*chosen[:number], *chosen[number + 1 :]]
        own = asked.aggs.bucket(f"own_{each.facet}", "filter", filter=Bool(filter=others) if others else MatchAll())
        own.bucket("values", "terms", include=f"{each.facet}=.*", **values)
