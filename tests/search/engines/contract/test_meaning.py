"""What a question means, by every engine: concepts, and the words that an index knows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from search.engines.base import Hits
from search.plan import Concept, Filter, Label, Query, plan
from tests.search.engines.index import EngineIndex

SLUM = Concept(
    key="theme:sommeil",
    name="Marchand de sommeil",
    written="huisjesmelker",
    groups=(0,),
    labels=(Label("Marchand de sommeil", ("marchand", "sommeil")), Label("taudis", ("taud",))),
    tagged=Filter("theme", ("sommeil",)),
)


def meaning(index: EngineIndex, text: str, *concepts: Concept, **facts: object) -> Hits:
    made = plan(replace(Query(text, index.language), **facts))  # type: ignore[arg-type]
    return index.engine.search(replace(made, concepts=concepts))


@pytest.fixture
def slums(index: EngineIndex) -> EngineIndex:
    index.documents.put("label", body="Il est question d'un marchand, et de son sommeil.")
    index.documents.put("half", body="Un marchand de légumes.")
    index.documents.put("tag", body="Autre chose.", facets=(("theme", "sommeil"),))
    index.documents.put("closed", body="Un taudis.", facets=(("theme", "sommeil"),), restrictions=(7,))
    index.documents.put("none", body="Rien de tel.")
    index.build()
    return index


def test_a_concept_is_met_by_all_words_of_a_label_or_by_a_tag(slums: EngineIndex) -> None:
    found = meaning(slums, "huisjesmelker", SLUM, denied=frozenset({7}))
    assert ({hit.key for hit in found.hits}, found.total) == ({"label", "tag"}, 2)
    assert meaning(slums, "huisjesmelker", SLUM).total == 3
    assert meaning(slums, "huisjesmelker", SLUM, total_only=True, denied=frozenset({7})) == Hits(2)
    assert meaning(slums, "huisjesmelker").total == 0


def test_a_record_with_label_and_tag_comes_first(slums: EngineIndex) -> None:
    slums.documents.put("both", body="Un taudis.", facets=(("theme", "sommeil"),))
    slums.catch_up()
    assert meaning(slums, "huisjesmelker", SLUM, denied=frozenset({7})).hits[0].key == "both"


def test_a_name_of_two_words_is_one_word_of_the_question(index: EngineIndex) -> None:
    for number in range(20):
        index.documents.put(f"name{number}", body="Le marchand de sommeil.")
    index.documents.put("half", body="Un marchand de légumes.")
    index.build()
    named = replace(SLUM, groups=(0, 1), tagged=None)
    assert meaning(index, "marchand de sommeil", named).total == 20
    assert meaning(index, "marchand de sommeil").total == 21


def test_words_of_closed_and_expired_documents_are_not_public(index: EngineIndex) -> None:
    index.documents.put("open", title="Bail", body="Un bail et un loyer.")
    index.documents.put("closed", title="Fidus", body="Un loyer.", restrictions=(3, 7))
    index.documents.put("expired", body="Ancien.", until=1)
    index.build()
    words = index.engine.words("fr")
    # One engine counts a word of title and body twice: only which is the more frequent matters.
    assert set(words.public) == {"bail", "loyer"}
    assert words.public["bail"] >= words.public["loyer"]
    assert words.closed == {"fidus": {frozenset({3, 7})}, "loyer": {frozenset({3, 7})}}
    assert words.documents == 1


def test_the_mark_of_an_index_tells_its_state(index: EngineIndex) -> None:
    index.documents.put("one", title="Bail")
    index.build()
    mark = index.engine.mark("fr")
    assert index.engine.mark("fr") == mark == index.engine.words("fr").mark
    index.documents.put("two", title="Loyer")
    index.catch_up()
    assert index.engine.mark("fr") != mark
