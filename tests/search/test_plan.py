import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.plan import LONGEST_TEXT, MOST_TERMS, Filter, Group, Order, Phrase, Plan, Query, plan


def test_the_whole_plan_of_a_question() -> None:
    query = Query(
        'huurwaarborg -gsm "sociale woning"',
        "nl",
        filters=(Filter("kind", ("guide",)),),
        order=Order.DATE,
        start=20,
        stop=40,
        denied=frozenset({3}),
        now=1_700_000_000,
    )
    assert plan(query) == Plan(
        query=query,
        groups=(
            Group("sociale", "social"),
            Group("woning", "woon"),
            Group("huurwaarborg", "huurwaarborg", ("huur", "waarborg")),
        ),
        phrases=(Phrase(("sociale", "woning")),),
        excluded=(Phrase(("gsm",)),),
        shortened=False,
        spoken="nl",
    )


def asked(text: str) -> tuple[list[str], list[str], list[str]]:
    made = plan(Query(text, "fr"))
    return (
        [group.exact for group in made.groups],
        [" ".join(phrase.terms) for phrase in made.phrases],
        [" ".join(phrase.terms) for phrase in made.excluded],
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("bail loyer", (["bail", "loyer"], [], [])),
        ("bail bail Bail", (["bail"], [], [])),
        ('"bail étudiant"', (["bail", "etudiant"], ["bail etudiant"], [])),
        ("« bail étudiant » “un loyer”", (["bail", "etudiant", "loyer"], ["bail etudiant", "loyer"], [])),
        ("bail -loyer", (["bail"], [], ["loyer"])),
        ('bail -"garantie locative"', (["bail"], [], ["garantie locative"])),
        ("rendez-vous", (["rendez"], [], [])),
        ("bail - loyer", (["bail", "loyer"], [], [])),
        ('bail "loyer', (["bail", "loyer"], [], [])),
        ('""', ([], [], [])),
        ('"de la" le', ([], [], [])),
        ("-le", ([], [], [])),
        ("-bail", (["bail"], [], [])),
        ('-" bail "', (["bail"], ["bail"], [])),
        ("art. 135 § 2", (["art135"], [], [])),
        ('NEAR(bail) AND title:"loyer*" ^x', (["loyer", "near", "bail", "and", "title", "x"], ["loyer"], [])),
        ("\x00bail\x07", (["bail"], [], [])),
    ],
)
def test_what_a_text_asks_for(text: str, found: tuple[list[str], list[str], list[str]]) -> None:
    assert asked(text) == found


def test_more_than_twelve_words_are_left_out_and_said() -> None:
    made = plan(Query(" ".join(f"mot{number}" for number in range(20)), "fr"))
    assert len(made.groups) == MOST_TERMS
    assert made.shortened


def test_more_than_two_hundred_characters_are_left_out_and_said() -> None:
    made = plan(Query("bail " + " " * LONGEST_TEXT + "loyer", "fr"))
    assert [group.exact for group in made.groups] == ["bail"]
    assert made.shortened


def test_stems_are_those_of_words_and_of_their_elements() -> None:
    assert plan(Query("huurwaarborg huur", "nl")).stems == ("huurwaarborg", "huur", "waarborg")


def test_neighbours_count_in_short_questions_only() -> None:
    assert plan(Query("permis environnement urbanisme", "fr")).pairs == (("perm", "environ"), ("environ", "urban"))
    assert plan(Query("un deux trois quatre cinq six sept", "fr")).pairs == ()


@given(st.text(max_size=400), st.sampled_from(["fr", "nl"]))
def test_any_text_has_a_hashable_plan_within_its_limits(text: str, language: str) -> None:
    made = plan(Query(text, language))
    assert hash(made) == hash(plan(Query(text, language)))
    assert len(made.groups) <= MOST_TERMS
