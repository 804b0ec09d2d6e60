from functools import cache

import pytest

from search.knowledge import Correction, Knowledge
from search.lexicon import Lexicon, Words
from search.vocabulary import Row, Vocabulary

FRENCH = {"logement": 90, "insalubre": 9, "procedure": 5, "fidus": 1, "cpas": 50}
DUTCH = {"woning": 90, "ongezonde": 9, "fidus": 2}


@cache
def vocabulary() -> Vocabulary:
    return Vocabulary([Row("theme:x", "preferred", "nl", "Huisjesmelker"), Row("theme:x", "preferred", "fr", "Taudis")])


@cache
def knowledge() -> Knowledge:
    """Return what the tests know; made by the first that asks, for the words of a language take seconds to read."""
    return Knowledge(
        vocabulary(),
        {
            "fr": Lexicon(Words(public=FRENCH, documents=100), pieces={"cyclone", "logements"}),
            "nl": Lexicon(Words(public=DUTCH, documents=100)),
        },
    )


@pytest.mark.parametrize(
    ("text", "reader", "spoken"),
    [
        ("logement insalubre", "fr", "fr"),
        ("logement insalubre", "nl", "fr"),
        ("ongezonde woning", "fr", "nl"),
        ("huisjesmelker", "fr", "nl"),  # a label
        ("comment porter plainte", "nl", "fr"),  # words of the general list
        ("fidus", "fr", "fr"),  # both have it
        ("fidus", "nl", "nl"),
        ("", "nl", "nl"),
    ],
)
def test_the_language_of_a_question_is_the_one_that_knows_it_best(text: str, reader: str, spoken: str) -> None:
    assert knowledge().spoken(text, reader) == spoken


@pytest.mark.parametrize(
    ("text", "read", "corrections"),
    [
        ("insalubre logemant", "insalubre logement", [("logemant", "logement")]),
        ("Logemant, procedurre !", "logement, procédure !", [("Logemant", "logement"), ("procedurre", "procédure")]),
        ("logement insalubre", "logement insalubre", []),
        ("CPSA", "CPSA", []),  # an acronym
        ("article 1355", "article 1355", []),
        ("cyclone", "cyclone", []),  # a word of the language that no record has
        ("huisjesmelker", "huisjesmelker", []),
        ("woning", "woning", []),  # the other language knows it
    ],
)
def test_spelling_is_put_right(text: str, read: str, corrections: list[tuple[str, str]]) -> None:
    found = knowledge().read(text, "fr", set())
    assert (found.text, list(found.corrections)) == (read, [Correction(*each) for each in corrections])


def test_a_slip_in_a_word_of_the_other_language_is_put_right_from_its_records() -> None:
    assert knowledge().read("ongezondde", "fr", set()).text == "ongezonde"


def test_a_word_of_the_language_is_not_put_right_in_another() -> None:
    french = Lexicon(Words(public={"ramer": 1}, documents=1))
    dutch = Lexicon(Words(public={"studentenkamer": 1}, documents=1), pieces={"kamer"})
    assert Knowledge(lexicons={"fr": french, "nl": dutch}).read("kamer", "nl", set()).corrections == ()


def test_literally_nothing_is_put_right() -> None:
    assert knowledge().read("logemant", "fr", set(), literal=True).text == "logemant"


def test_words_that_nobody_knows_are_told() -> None:
    assert knowledge().read("logement xyzxyz", "fr", set()).unknown == ("xyzxyz",)


def test_a_rare_word_of_another_language_may_be_a_name() -> None:
    assert knowledge().carried("fidus", "fr")
    assert not knowledge().carried("logement", "fr")
    assert not knowledge().carried("inconnu", "fr")
    assert Knowledge().carried("inconnu", "fr")
