"""Words without their accents in, words as they are written out."""

import pytest

from search.accents import Accents, accents
from search.analysis import analyzer


@pytest.mark.parametrize(
    ("language", "typed", "written"),
    [
        ("fr", "insalubrite", "insalubrité"),
        ("fr", "procedures", "procédures"),
        ("fr", "sante", "santé"),
        ("fr", "habitabilites", "habitabilités"),
        ("fr", "expulsee", "expulsée"),
        ("fr", "inoccupees", "inoccupées"),
        ("nl", "notariele", "notariële"),
        ("nl", "subsidieren", "subsidiëren"),
        ("nl", "coordinatie", "coördinatie"),
        ("nl", "comite", "comité"),
    ],
)
def test_accents_that_were_left_out_come_back(language: str, typed: str, written: str) -> None:
    assert accents(language).restored(typed) == written


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("fr", "visite"),
        ("fr", "suites"),
        ("fr", "marche"),
        ("fr", "logement"),
        ("fr", "humidité"),
        ("fr", "art135"),
        ("nl", "woning"),
        ("nl", "huurovereenkomst"),
    ],
)
def test_words_that_need_none_stay(language: str, word: str) -> None:
    assert accents(language).restored(word) == word


def test_most_frequent_form_is_taken() -> None:
    assert Accents({"côté": 9, "coté": 3}).restored("cote") == "côté"


@pytest.mark.parametrize(
    ("language", "words", "stem"),
    [
        ("fr", "insalubrite INSALUBRITÉ insalubrités insalubre insalubres", "insalubr"),
        ("fr", "expulsee expulsée expulsion EXPULSÉS", "expuls"),
        ("fr", "precarite précarité", "precar"),
        ("nl", "notariele notariële notarieel", "notarieel"),
        ("nl", "subsidieren subsidiëren", "subsidieer"),
    ],
)
def test_word_is_found_in_whatever_way_it_is_typed(language: str, words: str, stem: str) -> None:
    found = analyzer(language)
    assert {found.term(word.text).stem for word in found.words(words)} == {stem}
