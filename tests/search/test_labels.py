import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from search.labels import FACETS, Labels
from tests.factories import make_audience, make_municipality, make_organisation, make_theme

pytestmark = pytest.mark.django_db


def shown(facet: str, *values: str) -> list[tuple[str, str, int]]:
    with translation.override("nl"):
        return [(each.value, str(each.label), each.depth) for each in Labels().of(facet, values)]


def test_themes_stand_below_their_broader_theme_and_by_label() -> None:
    rent = make_theme("rent", nl="Huur")
    make_theme("index", nl="Indexering", broader=rent)
    make_theme("deposit", nl="Borg", broader=rent)
    make_theme("vacancy", nl="Leegstand")
    assert shown("theme", "index", "vacancy", "rent", "deposit", "unknown") == [
        ("rent", "Huur", 0),
        ("deposit", "Borg", 1),
        ("index", "Indexering", 1),
        ("vacancy", "Leegstand", 0),
    ]


def test_a_theme_without_its_broader_theme_stands_at_the_top() -> None:
    make_theme("index", nl="Indexering", broader=make_theme("rent"))
    assert shown("theme", "index") == [("index", "Indexering", 0)]


def test_other_facets_are_named_and_sorted_in_the_language_of_the_page() -> None:
    make_organisation("b", name_nl="Beta")
    make_organisation("a", name_nl="Alfa")
    make_audience("officer")
    make_municipality("21004")
    assert shown("organisation", "b", "a", "x") == [("a", "Alfa", 0), ("b", "Beta", 0)]
    assert shown("audience", "officer") == [("officer", "officer nl", 0)]
    assert shown("municipality", "21004") == [("21004", "21004 nl", 0)]
    assert [value for value, _label, _depth in shown("kind", "guide", "x")] == ["guide"]
    assert shown("year", "2024", "2026", "20²6", "x") == [("2026", "2026", 0), ("2024", "2024", 0)]


@pytest.mark.parametrize("facet", FACETS)
def test_labels_take_as_many_queries_for_three_values_as_for_one(facet: str) -> None:
    made = {"theme": make_theme, "organisation": make_organisation, "audience": make_audience}
    values = ["one", "two", "three"]
    for value in values if facet in made else ():
        made[facet](value)  # type: ignore[operator]
    with CaptureQueriesContext(connection) as one:
        Labels().of(facet, values[:1])
    with CaptureQueriesContext(connection) as three:
        Labels().of(facet, values)
    assert len(one) == len(three)
