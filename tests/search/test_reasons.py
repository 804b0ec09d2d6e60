from collections.abc import Mapping, Sequence

import pytest

from search.highlight import highlight
from search.plan import Concept, Filter, Group, Label, Plan, Query
from search.reasons import Reason, reasons

CONCEPT = Concept(
    "theme:sommeil",
    "Marchand de sommeil",
    "huisjesmelker",
    (0,),
    (Label("Marchand de sommeil", ("marchand", "sommeil")), Label("taudis", ("taud",))),
    Filter("theme", ("sommeil",)),
)
PLAN = Plan(
    query=Query("huisjesmelker", "fr"),
    groups=(Group("huisjesmelker", "huisjesmelker"),),
    phrases=(),
    excluded=(),
    shortened=False,
    concepts=(CONCEPT,),
)


@pytest.mark.parametrize(
    ("text", "facets", "found"),
    [
        ("Un marchand de sommeil.", {}, ["Marchand de sommeil"]),
        ("Des taudis.", {}, ["taudis"]),
        ("Autre chose.", {"theme": ["sommeil", "insal"]}, [""]),
        ("Un huisjesmelker, marchand de sommeil.", {}, []),  # It says the word itself.
        ("Autre chose.", {"theme": ["insal"]}, []),
        ("Le sommeil.", {}, []),
    ],
)
def test_the_reason_is_what_the_record_has(text: str, facets: Mapping[str, Sequence[str]], found: list[str]) -> None:
    expected = [Reason("huisjesmelker", "Marchand de sommeil", each) for each in found]
    assert list(reasons(text, facets, PLAN)) == expected


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Un marchand de sommeil dort.", "Un <mark>marchand</mark> de <mark>sommeil</mark> dort."),
        ("Le sommeil du marchand.", "Le sommeil du marchand."),
        ("Des taudis.", "Des <mark>taudis</mark>."),
    ],
)
def test_names_of_what_was_meant_are_marked_where_they_stand_in_one_piece(text: str, marked: str) -> None:
    assert highlight(text, PLAN) == marked
