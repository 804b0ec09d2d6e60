"""The search without an index, over rows of real pages."""

from typing import Any

import pytest

from search.engines import database
from search.models import SearchDocument
from search.plan import Filter, Order, Query, plan
from tests.factories import make_group, make_guide, restrict

pytestmark = pytest.mark.django_db


def titles(text: str, language: str = "fr", **facts: object) -> list[str]:
    found = database.search(plan(Query(text, language, **facts)))  # type: ignore[arg-type]
    rows = dict(SearchDocument.objects.values_list("key", "title"))
    return [rows[hit.key] for hit in found.hits]


def test_all_words_come_before_any_word() -> None:
    make_guide(heading_fr="Bail", summary_fr="Loyer.")
    make_guide(heading_fr="Caution", summary_fr="Loyer.")
    assert titles("bail loyer") == ["Bail"]
    assert titles("bail inconnu") == ["Bail"]
    assert titles("inconnu") == []


def test_accents_capitals_and_regular_endings_do_not_matter() -> None:
    make_guide(heading_fr="L’Humidité des logements")
    assert titles("humidite logement") == ["L’Humidité des logements"]


def test_a_word_in_the_title_comes_first() -> None:
    make_guide(heading_fr="Caution", summary_fr="Bail.")
    make_guide(heading_fr="Bail", summary_fr="Caution.")
    assert titles("bail") == ["Bail", "Caution"]
    assert len(titles("bail", order=Order.DATE)) == 2


def test_articles_of_law_are_exact() -> None:
    make_guide(heading_fr="Un", body_fr="Selon l'art. 135 de la loi.")
    make_guide(heading_fr="Deux", body_fr="Selon l'article 1350.")
    assert titles("article 135") == ["Un"]


def test_an_excluded_word_leaves_out() -> None:
    make_guide(heading_fr="Bail", summary_fr="Étudiant.")
    make_guide(heading_fr="Bail court")
    assert titles("bail -étudiant") == ["Bail court"]


def test_filters_hold() -> None:
    guide = make_guide(heading_fr="Bail")
    make_guide(heading_fr="Bail")
    chosen = (Filter("organisation", (guide.organisation.identifier,)),)
    assert titles("bail", filters=chosen) == ["Bail"]
    assert titles("", filters=chosen) == ["Bail"]


def test_what_is_denied_is_not_found() -> None:
    restriction = restrict(make_guide(heading_fr="Bail"), make_group())
    assert titles("bail", denied=frozenset({restriction.pk})) == []
    assert titles("bail") == ["Bail"]


def test_pages_of_results() -> None:
    for _ in range(3):
        make_guide(heading_fr="Bail")
    found = database.search(plan(Query("bail", "fr", start=2, stop=4)))
    assert (found.total, len(found.hits)) == (3, 1)


def test_it_takes_as_many_queries_for_three_as_for_one(django_assert_num_queries: Any) -> None:
    make_guide(heading_fr="Bail")
    for _ in range(2):
        with django_assert_num_queries(1):
            database.search(plan(Query("bail", "fr")))
        make_guide(heading_fr="Bail")
