"""What is sent to a search cluster: the mapping of an index, its documents, and the question of a plan.

The same plan finds the same documents here and in an index file, with the same total and the same counts; the order
may differ a little, because the two normalise by length in different ways.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from math import ceil
from typing import Any

from elasticsearch.dsl import Search
from elasticsearch.dsl.query import Bool, DistanceFeature, Ids, Match, MatchAll, MatchPhrase, Query, Range, Term, Terms

from search.analysis import ANALYSIS_VERSION
from search.engines.base import Change
from search.engines.fts5_query import NEIGHBOURS_DISTANCE, SECONDS_PER_DAY, WEIGHTS
from search.engines.streams import zones
from search.plan import Filter, Group, Order, Phrase, Plan

ZONES = ("title", "body")
STREAMS = ("exact", "stem", "parts")
#: The document of an index that says up to which seq it has the changes; it is no document of ours.
MARK = "~indexed"
# An index file rates a word 1 + k1 times as high, with the k1 of both: it keeps a factor that Lucene has left out.
SCALE = 2.2
# More values than a facet has, and fewer than a cluster counts at once before it refuses (65,535).
MOST_VALUES = 50_000
#: A cluster returns hits up to here.
LAST_HIT = 10_000

# Positions are kept where something asks for words next to each other: phrases in exact words, neighbours in the body.
PLACED = {"type": "text", "analyzer": "whitespace"}
COUNTED = {**PLACED, "index_options": "freqs"}
KEYWORD, NUMBER = {"type": "keyword"}, {"type": "long"}
MAPPING: dict[str, Any] = {
    "dynamic": "strict",
    "_source": {"includes": ["seq"]},
    "properties": {
        "title_exact": PLACED,
        "title_stem": COUNTED,
        "title_parts": COUNTED,
        "body_exact": PLACED,
        "body_stem": PLACED,
        "body_parts": COUNTED,
        "key": KEYWORD,
        "page": NUMBER,
        "seq": NUMBER,
        "facets": {"type": "keyword", "eager_global_ordinals": True},
        "restrictions": NUMBER,
        "until": NUMBER,
        "day": NUMBER,
        "date": {"type": "date", "format": "epoch_second"},
    },
}
SETTINGS: dict[str, Any] = {
    "number_of_shards": 1,
    "auto_expand_replicas": "0-1",
    "refresh_interval": "1s",
    # A change that arrives long after the document was deleted is still known to be older.
    "gc_deletes": "1h",
    # Pages found in one language are left out of the other one, however many they are.
    "max_terms_count": 10_000_000,
}
#: An index made with another mapping or other rules of analysis must not serve.
VERSION = f"{ANALYSIS_VERSION}-{hashlib.sha256(json.dumps([MAPPING, SETTINGS]).encode()).hexdigest()[:8]}"


def document(language: str, change: Change) -> dict[str, Any]:
    """Return a document as the cluster takes it."""
    streams = zip(ZONES, zones(language, change), strict=True)
    facts: dict[str, Any] = {
        f"{zone}_{stream}": terms
        for zone, columns in streams
        for stream, terms in zip(STREAMS, columns, strict=True)
        if not terms.isspace()
    }
    facts |= {"key": change.key, "page": change.page, "seq": change.seq}
    facts |= {"facets": [f"{facet}={value}" for facet, value in change.facets]}
    facts |= {"restrictions": list(change.restrictions)}
    if change.until is not None:
        facts["until"] = change.until
    if change.day is not None:
        facts |= {"day": change.day, "date": change.day * SECONDS_PER_DAY}
    return facts


def search(plan: Plan, least: int) -> dict[str, Any]:
    """Return the body that finds, counts and ranks the documents with at least ``least`` of the words; 0 is any word.

    The chosen filters narrow the hits after the counting, so that each facet is counted without its own.
    """
    query = plan.query
    chosen = [_chosen(each) for each in query.filters]
    asked = Search().query(_found(plan, least)).post_filter(Bool(filter=chosen) if chosen else MatchAll())
    start, stop = min(query.start, LAST_HIT), min(query.stop, LAST_HIT)
    asked = asked.extra(**{"size": 0, "from": 0} if query.total_only else {"size": max(0, stop - start), "from": start})
    asked = asked.extra(track_total_hits=True, _source=False, docvalue_fields=["page", "day"])
    asked = asked.sort(*_order(query.order))
    asked.aggs.bucket("found", "filter", filter=MatchAll())
    if not query.total_only:
        _count(asked, query.filters, chosen)
    body: dict[str, Any] = asked.to_dict()
    return body


def levels(plan: Plan, most: int) -> dict[str, Any]:
    """Return the body that counts the documents with at least 1, 2 … ``most`` of the words, named by that number."""
    asked = Search().query(Bool(filter=[_any_word(plan)], must_not=_left_out(plan), must=_phrases(plan.phrases)))
    each = {str(least): _holding(plan, least) for least in range(1, most + 1)}
    asked.aggs.bucket("levels", "filters", filters=each)
    body: dict[str, Any] = asked.extra(size=0, track_total_hits=False).to_dict()
    return body


def pages(plan: Plan, least: int, part: int, parts: int) -> dict[str, Any]:
    """Return the body that lists the pages of what is found, whatever is chosen; one of ``parts`` lists."""
    asked = Search().query(_found(plan, least, ranked=False)).extra(size=0, track_total_hits=False)
    asked.aggs.bucket(
        "pages", "terms", field="page", size=MOST_VALUES, include={"partition": part, "num_partitions": parts}
    )
    body: dict[str, Any] = asked.to_dict()
    return body


def most_words(plan: Plan) -> int:
    """Return how many words a document should hold; 0 where holding any of them is all that can be asked."""
    if len(plan.groups) > 2 or any(group.parts for group in plan.groups):
        return ceil(len(plan.groups) / 2)
    return 0


def _found(plan: Plan, least: int, *, ranked: bool = True) -> Query:
    """Return the query for what is found; ranked, it scores."""
    required = [_holding(plan, least)] if least else []
    ranked = ranked and not plan.query.total_only
    if not plan.groups:
        scoring: list[Query] = []
    elif ranked:
        scoring = [Bool(should=list(_scores(plan)), minimum_should_match=1)]
    else:
        scoring, required = [], [*required, _any_word(plan)]
    return Bool(
        must=scoring,
        filter=[*required, *_phrases(plan.phrases)] or [MatchAll()],
        must_not=_left_out(plan),
        should=list(_extras(plan)) if ranked else [],
    )


def _scores(plan: Plan) -> Iterator[Query]:
    """Yield what a document is rated by: every word in every zone and stream, summed up."""
    terms = {"exact": plan.exact, "stem": plan.stems, "parts": plan.stems}
    for zone in ZONES:
        for stream in STREAMS:
            weight = WEIGHTS.get(zone, 1.0) * WEIGHTS[stream] * SCALE
            yield Match(f"{zone}_{stream}", {"query": " ".join(terms[stream]), "boost": weight})


def _extras(plan: Plan) -> Iterator[Query]:
    """Yield what raises a document without being asked for: neighbours that stand together, and being recent."""
    for pair in plan.pairs:
        weight = WEIGHTS["neighbours"] * WEIGHTS["stem"] * SCALE
        yield MatchPhrase("body_stem", {"query": " ".join(pair), "slop": NEIGHBOURS_DISTANCE, "boost": weight})
    yield DistanceFeature(
        field="date", origin=str(plan.query.now), pivot=f"{WEIGHTS['half_life']:.0f}d", boost=WEIGHTS["recent"]
    )


def _any_word(plan: Plan) -> Query:
    return Bool(
        should=[
            Terms(f"{zone}_{stream}", list(plan.exact if stream == "exact" else plan.stems))
            for zone in ZONES
            for stream in STREAMS
        ],
        minimum_should_match=1,
    )


def _holding(plan: Plan, least: int) -> Query:
    return Bool(should=[_one_word(group) for group in plan.groups], minimum_should_match=least)


def _one_word(group: Group) -> Query:
    """Return the query for a word: in its exact form, by its stem, or by all elements of its compound in one zone."""
    ways: list[Query] = []
    for zone in ZONES:
        ways += [Term(f"{zone}_exact", {"value": group.exact}), *_by_stem(zone, group.stem)]
        if group.parts:
            ways.append(Bool(filter=[_either(_by_stem(zone, part)) for part in group.parts]))
    return _either(ways)


def _by_stem(zone: str, stem: str) -> list[Query]:
    return [Term(f"{zone}_{stream}", {"value": stem}) for stream in ("stem", "parts")]


def _either(ways: list[Query]) -> Query:
    return Bool(should=ways, minimum_should_match=1)


def _phrases(phrases: Iterable[Phrase]) -> list[Query]:
    return [
        _either([MatchPhrase(f"{zone}_exact", {"query": " ".join(phrase.terms)}) for zone in ZONES])
        for phrase in phrases
    ]


def _left_out(plan: Plan) -> list[Query]:
    """Return what keeps a document out, with the mark of the index, which is none."""
    query = plan.query
    out: list[Query] = [Ids(values=[MARK]), Range("until", {"lte": query.now}), *_phrases(plan.excluded)]
    out += [Terms("restrictions", sorted(query.denied))] if query.denied else []
    out += [Terms("page", sorted(query.without))] if query.without else []
    return out


def _chosen(each: Filter) -> Query:
    return Terms("facets", [f"{each.facet}={value}" for value in each.values])


def _order(order: Order) -> list[Any]:
    newest: list[Any] = [{"day": {"order": "desc", "missing": "_last"}}, "page", "key"]
    return newest if order == Order.DATE else [{"_score": {"order": "desc"}}, *newest]


def _count(asked: Any, filters: tuple[Filter, ...], chosen: list[Query]) -> None:
    """Add the counts of all facets under "all", and those of a facet with a choice, without it, under its name."""
    values = {"field": "facets", "size": MOST_VALUES}
    asked.aggs.bucket("all", "filter", filter=Bool(filter=chosen) if chosen else MatchAll()).bucket(
        "values", "terms", **values
    )
    for number, each in enumerate(filters):
        others = [*chosen[:number], *chosen[number + 1 :]]
        own = asked.aggs.bucket(f"own_{each.facet}", "filter", filter=Bool(filter=others) if others else MatchAll())
        own.bucket("values", "terms", include=f"{each.facet}=.*", **values)
