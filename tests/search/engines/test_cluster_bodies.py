"""The bodies that a cluster is sent, whole: what runs on OpenSearch in the tests is what Elasticsearch gets too."""

from typing import Any

from search.engines import cluster_bodies as bodies
from search.engines.base import Change
from search.engines.cluster_mapping import MAPPING, document
from search.plan import Concept, Filter, Group, Label, Order, Phrase, Plan, Query

NOW = 1_700_000_000


def asked(*groups: Group, **facts: Any) -> Plan:
    query = Query("", "fr", now=NOW, **{name: facts.pop(name) for name in list(facts) if hasattr(Query("", ""), name)})
    return Plan(**{"query": query, "groups": groups, "phrases": (), "excluded": (), "shortened": False, **facts})


def one(value: dict[str, Any]) -> dict[str, Any]:
    return {"bool": {"should": [value], "minimum_should_match": 1}}


BAIL = Group("baux", "bail")
HIDDEN = [{"ids": {"values": ["~indexed"]}}, {"range": {"until": {"lte": NOW}}}]
RECENT = {"distance_feature": {"field": "date", "origin": str(NOW), "pivot": "730d", "boost": 0.3}}
NEWEST = [{"day": {"order": "desc", "missing": "_last"}}, "page", "key"]


def test_a_word_is_looked_for_in_every_zone_and_stream_with_its_weight() -> None:
    query = bodies.search(asked(BAIL), 0)["query"]["bool"]
    weights = {
        field: (match["query"], match["boost"])
        for each in query["must"][0]["bool"]["should"]
        for field, match in each["match"].items()
    }
    assert weights == {
        "title_exact": ("baux", 4.4),
        "title_stem": ("bail", 2.2),
        "title_parts": ("bail", 2.2),
        "title_lead": ("bail", 0.88),
        "body_exact": ("baux", 2.2),
        "body_stem": ("bail", 1.1),
        "body_parts": ("bail", 1.1),
        "file_exact": ("baux", 1.1),
        "file_stem": ("bail", 0.55),
        "file_parts": ("bail", 0.55),
    }
    assert query["must"][0]["bool"]["minimum_should_match"] == 1
    assert (query["must_not"], query["should"], query["filter"]) == (HIDDEN, [RECENT], [{"match_all": {}}])


def test_hits_come_with_what_is_shown_and_an_exact_total() -> None:
    body = bodies.search(asked(BAIL, start=10, stop=20), 0)
    assert {
        name: body[name] for name in ("from", "size", "track_total_hits", "_source", "docvalue_fields", "sort")
    } == {
        "from": 10,
        "size": 10,
        "track_total_hits": True,
        "_source": False,
        "docvalue_fields": ["page", "day", "verified"],
        "sort": [{"_score": {"order": "desc"}}, *NEWEST],
    }


def test_beyond_the_last_hit_that_a_cluster_gives_there_are_none() -> None:
    body = bodies.search(asked(BAIL, start=9_995, stop=10_005), 0)
    assert (body["from"], body["size"]) == (9_995, 5)
    body = bodies.search(asked(BAIL, start=20_000, stop=20_010), 0)
    assert (body["from"], body["size"]) == (10_000, 0)


def test_the_order_by_a_day_leaves_the_score_out() -> None:
    assert bodies.search(asked(BAIL, order=Order.DATE), 0)["sort"] == NEWEST
    verified = {"verified": {"order": "desc", "missing": "_last"}}
    assert bodies.search(asked(BAIL, order=Order.VERIFIED), 0)["sort"] == [verified, *NEWEST]


def test_facets_are_counted_without_their_own_choice() -> None:
    kind, theme = Filter("kind", ("guide", "practice")), Filter("theme", ("rent",))
    kinds = {"terms": {"facets": ["kind=guide", "kind=practice"]}}
    themes = {"terms": {"facets": ["theme=rent"]}}
    values = {"field": "facets", "size": bodies.MOST_VALUES}
    body = bodies.search(asked(BAIL, filters=(kind, theme)), 0)
    assert body["post_filter"] == {"bool": {"filter": [kinds, themes]}}
    assert body["aggs"] == {
        "found": {"filter": {"match_all": {}}},
        "all": {"filter": {"bool": {"filter": [kinds, themes]}}, "aggs": {"values": {"terms": values}}},
        "own_kind": {
            "filter": {"bool": {"filter": [themes]}},
            "aggs": {"values": {"terms": {**values, "include": "kind=.*"}}},
        },
        "own_theme": {
            "filter": {"bool": {"filter": [kinds]}},
            "aggs": {"values": {"terms": {**values, "include": "theme=.*"}}},
        },
    }


def test_a_total_alone_scores_and_counts_nothing_else() -> None:
    body = bodies.search(asked(BAIL, total_only=True), 0)
    assert (body["size"], list(body["aggs"])) == (0, ["found"])
    assert "must" not in body["query"]["bool"] or not body["query"]["bool"]["must"]


def test_what_a_reader_may_not_see_and_pages_found_already_are_left_out() -> None:
    query = bodies.search(asked(BAIL, denied=frozenset({9, 2}), without=frozenset({5, 4})), 0)["query"]["bool"]
    assert query["must_not"] == [*HIDDEN, {"terms": {"restrictions": [2, 9]}}, {"terms": {"page": [4, 5]}}]


def test_phrases_are_required_in_one_zone_and_excluded_from_all() -> None:
    plan = asked(BAIL, phrases=(Phrase(("garantie", "locative")),), excluded=(Phrase(("etudiant",)),))
    query = bodies.search(plan, 0)["query"]["bool"]
    zones = ("title_exact", "body_exact", "file_exact")
    phrase = [{"match_phrase": {zone: {"query": "garantie locative"}}} for zone in zones]
    excluded = [{"match_phrase": {zone: {"query": "etudiant"}}} for zone in zones]
    assert query["filter"] == [{"bool": {"should": phrase, "minimum_should_match": 1}}]
    assert query["must_not"] == [*HIDDEN, {"bool": {"should": excluded, "minimum_should_match": 1}}]


def test_neighbours_of_a_short_question_are_raised() -> None:
    query = bodies.search(asked(BAIL, Group("loyer", "loy")), 0)["query"]["bool"]
    near = {"match_phrase": {"body_stem": {"query": "bail loy", "slop": 2, "boost": 0.275}}}
    assert query["should"] == [near, RECENT]


def test_the_elements_of_a_compound_are_required_in_one_zone() -> None:
    compound = Group("huurwaarborg", "huurwaarborg", ("huur", "waarborg"))
    (required,) = bodies.search(asked(compound), 1)["query"]["bool"]["filter"]
    (word,) = required["bool"]["should"]
    ways = word["bool"]["should"][0]["bool"]["filter"][0]["bool"]["should"]
    by_stem = [
        {
            "bool": {
                "should": [{"term": {f"title_{stream}": {"value": stem}}} for stream in ("stem", "parts")],
                "minimum_should_match": 1,
            }
        }
        for stem in ("huur", "waarborg")
    ]
    assert ways[3] == {"bool": {"filter": by_stem}}
    assert required["bool"]["minimum_should_match"] == 1


def test_of_the_labels_of_a_concept_the_best_counts_and_a_tag_besides() -> None:
    concept = Concept("theme:x", "", "", (0,), (Label("Bail", ("bail",)),), Filter("theme", ("x",)))
    should = bodies.search(asked(BAIL, concepts=(concept,)), 0)["query"]["bool"]["must"][0]["bool"]["should"]
    label, tag = should[-1]["bool"]["should"]
    assert tag == {"constant_score": {"filter": {"terms": {"facets": ["theme=x"]}}, "boost": 1.5}}
    assert (label["dis_max"]["boost"], len(label["dis_max"]["queries"])) == (0.7, 1)


def test_a_concept_that_nothing_can_meet_asks_for_nothing() -> None:
    concept = Concept("kind:x", "", "", (0,))
    assert bodies.search(asked(BAIL, concepts=(concept,)), 0) == bodies.search(asked(BAIL), 0)


def test_suggestions_are_of_titles_with_all_beginnings() -> None:
    body = bodies.suggestions(["log", "ins"], frozenset({3}), NOW, 8)
    assert body["query"]["bool"] == {
        "filter": [{"prefix": {"title_exact": {"value": start}}} for start in ("log", "ins")],
        "must_not": [*HIDDEN, {"terms": {"restrictions": [3]}}],
    }
    assert (body["size"], body["sort"]) == (8, NEWEST)


def test_a_document_holds_terms_and_facts_and_no_empty_field() -> None:
    change = Change("page:1:fr", 7, 1, title="Le logement", body="Les logements.", facets=(("kind", "guide"),), day=2)
    assert document("fr", change) == {
        "title_exact": "logement",
        "title_stem": "log",
        "title_lead": "log",
        "body_exact": "logements logements",
        "body_stem": "log log",
        "words": ["logement", "logements"],
        "key": "page:1:fr",
        "page": 1,
        "seq": 7,
        "facets": ["kind=guide"],
        "day": 2,
        "date": 172_800,
    }


def test_every_field_of_a_document_is_in_the_mapping() -> None:
    change = Change("k", 1, 1, title="Huurwaarborg", lead="Huurwaarborg", body="Huurwaarborg", files="Huurwaarborg")
    full = Change(
        **{**vars(change), "facets": (("a", "b"),), "day": 1, "verified": 1, "until": 1, "restrictions": (1,)}
    )
    assert set(document("nl", full)) == set(MAPPING["properties"])
