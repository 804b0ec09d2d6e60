from __future__ import annotations

import pytest

from portal.findings.acronyms import unexplained
from tests.factories import make_kind, make_organisation, make_theme

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le RHX décide.", ["RHX"]),
        ("Le registre des habitants (RHX) décide ; le RHX note.", []),
        ("Le RHX (Registre des habitants) décide.", []),
        ("Le RHX (art. 3) décide.", ["RHX"]),
        ("Le CPAS et le RGPD, een PV, la TVA.", []),
        ("Louis XIV et le point III.", []),
        ("ATTENTION AUX TRAVAUX", []),
        ("RHX", ["RHX"]),
        ("info@ABC.be et https://RHX.be/ABC, l’ABC-X", []),
        ("Le QRS puis le RHX puis le QRS.", ["QRS", "RHX"]),
        ("R&D et un seul A", ["R&D"]),
    ],
)
def test_acronyms_that_nobody_is_told(text: str, expected: list[str]) -> None:
    assert sorted(acronym for _name, acronym in unexplained([("problem", text)])) == expected


def test_place_is_where_the_acronym_stands_first_and_another_text_may_explain_it() -> None:
    texts = [("summary", "Le RHX."), ("problem", "Le RHX et le QRS."), ("results", "Un quart restant (QRS).")]
    assert list(unexplained(texts)) == [("summary", "RHX")]


def test_acronyms_of_the_reference_data_are_explained_by_the_glossary() -> None:
    make_organisation(acronym_fr="RHX/ABX")
    kind = make_kind()
    kind.acronym_nl = "QRS"
    kind.save()
    make_theme("tuv", fr="Travaux urgents (TUV)")
    assert list(unexplained([("problem", "RHX, ABX, QRS, TUV et ZZY")])) == [("problem", "ZZY")]


def test_well_known_acronyms_ask_nothing_of_the_database(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert list(unexplained([("problem", "Le CPAS.")])) == []
