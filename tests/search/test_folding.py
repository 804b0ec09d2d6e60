import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.folding import clean, fold


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Œuvre", "oeuvre"),
        ("humidité", "humidite"),
        ("HUMIDITÉ", "humidite"),
        ("e\u0301te\u0301", "ete"),
        ("coördinatie", "coordinatie"),
        ("ĳzer", "ijzer"),
        ("aujourd’hui", "aujourdhui"),
        ("Łódź", "lodz"),
        ("№ 5", "no5"),
        ("…", ""),
    ],
)
def test_fold_leaves_letters_and_digits(word: str, folded: str) -> None:
    assert fold(word) == folded


@given(st.text())
def test_folded_text_holds_the_alphabet_of_terms_only(text: str) -> None:
    assert set(fold(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789")


def test_clean_composes_and_removes_what_cannot_be_seen() -> None:
    assert clean("lo\u00adge\u200bment e\u0301te\u0301") == "logement été"


def test_clean_parts_words_at_control_characters() -> None:
    assert clean("loyer\x00bail\ud800gaz") == "loyer bail gaz"
