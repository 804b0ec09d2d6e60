"""Words that nobody knows in, words that somebody has written out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.lexicon import Lexicon, Words, distance, letters, one_slip

COUNTS = {"logement": 9, "logements": 5, "insalubre": 4, "bail": 7, "ball": 1, "loyer": 6, "locataire": 3, "art135": 2}
DUTCH = {"woning": 5, "huur": 8, "waarborg": 2, "overheid": 3, "beslissing": 4, "leegstand": 3}


def lexicon(**counts: int) -> Lexicon:
    return Lexicon(Words(public=counts or COUNTS, documents=10))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("logemant", "logement"),  # a wrong letter
        ("logment", "logement"),  # one missing
        ("logemment", "logement"),  # one too many
        ("lgoement", "logement"),  # two changed over
        ("insalubbre", "insalubre"),
        ("ba1l", ""),  # a number in it
        ("lyoer", "loyer"),
        ("lyor", ""),  # two slips are too many for a short word
        ("lcoatiare", "locataire"),  # two slips in a long one
        ("xyzxyzxyz", ""),
        ("bai", ""),  # too short
        ("art136", ""),  # the number of an article is never put right
    ],
)
def test_a_word_is_read_as_the_nearest_one(typed: str, read: str) -> None:
    assert lexicon().fix(typed) == read


def test_of_equally_near_words_the_one_in_most_records_is_taken() -> None:
    assert lexicon(bail=7, ball=1).fix("bayl") == "bail"
    assert lexicon(bail=1, ball=7).fix("bayl") == "ball"


def test_a_slip_seldom_hits_the_first_letter() -> None:
    assert lexicon(comment=1, moment=90).fix("coment") == "comment"


def test_one_slip_is_nearer_than_two() -> None:
    assert lexicon(locataire=1, locatif=50).fix("locataie") == "locataire"


def test_stop_words_are_words_too() -> None:
    words = Lexicon(Words(public={"moments": 90}, documents=99), stop_words={"comment"})
    assert words.fix("commennt") == "comment"
    assert words.complete("com") == []


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("huurwaarbrog", "huurwaarborg"),  # no record has it in one word
        ("overheidsbeslisssing", "overheidsbeslissing"),
        ("overhiedsbeslissing", "overheidsbeslissing"),
        ("huurwaarborg", ""),  # nothing is wrong with it
    ],
)
def test_compounds_are_put_right_piece_by_piece(typed: str, read: str) -> None:
    words = Lexicon(Words(public=DUTCH, documents=10), joints=("", "s", "en"), pieces={"huur", "overheid"})
    assert words.fix(typed) == read


def test_labels_are_taught_as_they_are_written() -> None:
    words = Lexicon(Words(public={"bail": 1}), {"insalubrite": "insalubrité"})
    assert words.fix("insalubritte") == "insalubrite"
    assert words.taught["insalubrite"] == "insalubrité"
    assert words.knows("insalubrite")


def test_words_are_completed_by_those_of_most_records() -> None:
    assert lexicon().complete("lo") == ["logement", "loyer", "logements", "locataire"]
    assert lexicon().complete("lo", 2) == ["logement", "loyer"]
    assert lexicon().complete("zz") == []


def test_words_of_closed_records_are_known_to_their_readers_only() -> None:
    closed = {"fidus": {frozenset({1, 2}), frozenset({3})}}
    words = Lexicon(Words(public={"bail": 1}, closed=closed))
    assert not words.knows("fidus", {1, 2, 3})
    assert not words.knows("fidus", {1, 3})
    assert words.knows("fidus", {1, 2})
    assert words.knows("fidus")
    assert words.fix("fidous") == ""
    assert words.complete("fi") == []


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [
        ("bail", "bail", 0),
        ("bail", "bali", 1),
        ("bail", "ail", 1),
        ("bail", "bayl", 1),
        ("bail", "byal", 2),
        ("a", "", 1),
    ],
)
def test_distance(one: str, other: str, steps: int) -> None:
    assert distance(one, other, 2) == steps
    assert distance(other, one, 2) == steps


WORD = st.text(alphabet="abcde", min_size=1, max_size=8)


@given(WORD, WORD)
def test_one_slip_away_is_what_distance_says(one: str, other: str) -> None:
    assert (other in set(one_slip(one))) >= (distance(one, other, 2) == 1)


@given(WORD)
def test_a_slip_changes_two_letters_of_the_set_at_most(word: str) -> None:
    assert all((letters(word) ^ letters(each)).bit_count() <= 2 for each in one_slip(word))
