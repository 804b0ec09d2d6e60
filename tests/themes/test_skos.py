import pytest

from themes import skos
from themes.skos import LabelRow

FRENCH, DUTCH = LabelRow("fr", "preferred", "Loyer"), LabelRow("nl", "preferred", "Huur")
LEASE = LabelRow("fr", "alternative", "Bail")


def test_a_preferred_label_in_both_languages_is_enough() -> None:
    assert skos.problems([FRENCH, DUTCH]) == []


@pytest.mark.parametrize(("rows", "number"), [([], 2), ([FRENCH], 1), ([LEASE, DUTCH], 1)])
def test_each_missing_preferred_label_is_a_problem(rows: list[LabelRow], number: int) -> None:
    assert len(skos.problems(rows)) == number


def test_english_is_never_missing() -> None:
    assert skos.problems([FRENCH, DUTCH, LabelRow("en", "preferred", "Rent")]) == []


def test_two_preferred_labels_in_a_language_are_a_problem() -> None:
    (problem,) = skos.problems([FRENCH, DUTCH, LabelRow("fr", "preferred", "Bail")])
    assert "fr" in problem


@pytest.mark.parametrize("again", ["Loyer", "LOYER", " loyer ", "loy\u0065r"])
@pytest.mark.parametrize("kind", ["alternative", "hidden"])
def test_a_label_twice_in_a_language_is_a_problem(kind: str, again: str) -> None:
    assert len(skos.problems([FRENCH, DUTCH, LabelRow("fr", kind, again)])) == 1


def test_the_same_word_may_be_a_label_in_both_languages() -> None:
    assert skos.problems([FRENCH, DUTCH, LabelRow("nl", "alternative", "Loyer")]) == []


@pytest.mark.parametrize(
    ("one", "another", "alike"),
    [
        ("Élévation", "E\u0301le\u0301vation", True),
        ("STRASSE", "straße", True),
        ("bail  mobile", "bail mobile", True),
        ("relève", "releve", False),
        ("", " ", True),
    ],
)
def test_case_and_blanks_do_not_tell_labels_apart_and_accents_do(one: str, another: str, alike: bool) -> None:
    assert skos.same(one, another) is alike
