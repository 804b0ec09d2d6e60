import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.knowledge import Knowledge
from search.lexicon import Lexicon, Words
from search.plan import LONGEST_TEXT, MOST_TERMS, Concept, Filter, Group, Label, Order, Phrase, Plan, Query, plan
from search.vocabulary import Row, Vocabulary


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


SLUM = "theme:sommeil"
KNOWLEDGE = Knowledge(
    Vocabulary(
        [
            Row(SLUM, "preferred", "fr", "Marchand de sommeil"),
            Row(SLUM, "alternative", "fr", "AIS"),
            Row(SLUM, "preferred", "nl", "Huisjesmelker"),
            Row("kind:x", "preferred", "fr", "Taudis"),
        ]
    ),
    {
        "fr": Lexicon(Words(public={"marchand": 5, "sommeil": 5, "logement": 90, "fidus": 1}, documents=100)),
        "nl": Lexicon(Words(public={"woning": 90, "fidus": 1, "in": 3}, documents=100)),
    },
)


def test_a_name_is_a_concept_with_its_names_in_the_language_of_the_index() -> None:
    made = plan(Query("le marchand de sommeil loue", "fr"), KNOWLEDGE)
    assert made.concepts == (
        Concept(
            key=SLUM,
            name="Marchand de sommeil",
            written="marchand de sommeil",
            groups=(0, 1),
            labels=(Label("Marchand de sommeil", ("marchand", "sommeil")), Label("AIS", ("ais",))),
            tagged=Filter("theme", ("sommeil",)),
        ),
    )
    assert made.units == ((0, 1), (2,))
    assert made.spoken == "fr"


def test_a_name_in_another_language_means_the_same() -> None:
    made = plan(Query("huisjesmelker", "fr"), KNOWLEDGE)
    assert made.spoken == "nl"
    assert made.groups == (Group("huisjesmelker", "huisjesmelker"),)
    assert [(concept.key, concept.groups) for concept in made.concepts] == [(SLUM, (0,))]


def test_a_kind_of_body_is_no_tag() -> None:
    [concept] = plan(Query("taudis", "fr"), KNOWLEDGE).concepts
    assert concept.tagged is None


def test_words_of_another_language_are_carried_over_where_they_may_be_names() -> None:
    made = plan(Query("de woning via fidus", "fr"), KNOWLEDGE)
    assert (made.spoken, [group.exact for group in made.groups]) == ("nl", ["fidus"])
    assert [group.exact for group in plan(Query("de woning en het huis", "fr"), KNOWLEDGE).groups] == ["woning", "huis"]


def test_what_is_quoted_or_left_out_names_nothing() -> None:
    assert plan(Query('"marchand de sommeil"', "fr"), KNOWLEDGE).concepts == ()
    assert plan(Query('logement -"marchand de sommeil"', "fr"), KNOWLEDGE).concepts == ()


def test_spelling_is_put_right_before_names_are_looked_for() -> None:
    made = plan(Query("marchant de someil", "fr"), KNOWLEDGE)
    assert [(each.written, each.read) for each in made.corrections] == [("marchant", "marchand"), ("someil", "sommeil")]
    assert [concept.key for concept in made.concepts] == [SLUM]
    assert made.unknown == ("marchant", "someil")
    literal = plan(Query("marchant de someil", "fr", literal=True), KNOWLEDGE)
    assert (literal.corrections, literal.concepts) == ((), ())


@given(st.text(max_size=300), st.sampled_from(["fr", "nl"]))
def test_any_text_has_a_plan_with_what_is_known(text: str, language: str) -> None:
    made = plan(Query(text, language), KNOWLEDGE)
    assert hash(made) == hash(plan(Query(text, language), KNOWLEDGE))
    assert all(place < len(made.groups) for concept in made.concepts for place in concept.groups)
    assert sorted(place for unit in made.units for place in unit) == list(range(len(made.groups)))
