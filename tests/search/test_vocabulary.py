"""Questions in, the concepts that they name out."""

import pytest

from search.vocabulary import ANY, Row, Vocabulary, written

SLUM, VACANT, LEASE = "theme:sommeil", "theme:vide", "theme:bail"
ROWS = [
    Row(SLUM, "preferred", "fr", "Marchand de sommeil"),
    Row(SLUM, "alternative", "fr", "marchands de sommeil"),
    Row(SLUM, "preferred", "nl", "Huisjesmelker"),
    Row(SLUM, "preferred", "en", "Slum landlord"),
    Row(VACANT, "preferred", "fr", "Logement inoccupé"),
    Row(VACANT, "alternative", "fr", "logement"),
    Row(VACANT, "preferred", "nl", "Leegstaande woning"),
    Row("theme:ais", "preferred", "fr", "Agence immobilière sociale"),
    Row("theme:ais", "alternative", "fr", "AIS"),
    Row("theme:ais", "alternative", "nl", "SVK"),
    Row("kind:ais", "acronym", "fr", "AIS"),
    Row("kind:cpas", "acronym", "fr", "CPAS"),
    *[Row(f"organisation:cpas-{number}", "acronym", "fr", "CPAS") for number in range(4)],
    Row("organisation:inspection", "preferred", "fr", "Direction de l’Inspection régionale du Logement"),
    Row("organisation:inspection", "acronym", "nl", "DGHI"),
    Row("organisation:paradigm", "preferred", "fr", "Paradigm"),
    Row("organisation:paradigm", "hidden", ANY, "Centre d’informatique pour la Région bruxelloise (CIRB)"),
    Row("municipality:21013", "preferred", "fr", "Saint-Gilles"),
    Row("municipality:21013", "preferred", "nl", "Sint-Gillis"),
    Row("municipality:21010", "preferred", "fr", "Jette"),
    Row("municipality:21004", "preferred", "fr", "Bruxelles (Ville de)"),
    Row("provision:nlc-135", "alternative", "fr", "article 135, § 2 NLC"),
    Row(LEASE, "preferred", "fr", "Bail d’habitation"),
    Row(LEASE, "note", "fr", "Pour une occupation, voir ailleurs."),
    Row(LEASE, "related", "", VACANT),
]
VOCABULARY = Vocabulary(ROWS)


def named(text: str, spoken: str = "fr") -> list[tuple[str, str]]:
    return [(spot.key, spot.written) for spot in VOCABULARY.spot(text, spoken)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("les marchands de sommeil à Anderlecht", [(SLUM, "marchands de sommeil")]),
        ("MARCHAND DE SOMMEIL", [(SLUM, "MARCHAND DE SOMMEIL")]),
        ("huisjesmelkers", [(SLUM, "huisjesmelkers")]),
        ("slum landlords", [(SLUM, "slum landlords")]),
        ("leegstaande woningen", [(VACANT, "leegstaande woningen")]),
        ("woning die leegstaand is", [(VACANT, "woning die leegstaand")]),
        ("inoccupés logements", [(VACANT, "inoccupés logements")]),
        ("logement inoccupé", [(VACANT, "logement inoccupé")]),  # the longest name, not "logement"
        ("svk", [("theme:ais", "svk")]),
        ("A.I.S.", [("kind:ais", "A.I.S."), ("theme:ais", "A.I.S.")]),
        ("aisé", []),
        ("cpas", [("kind:cpas", "cpas")]),  # four bodies have that acronym, so it names none of them
        ("inspection régionale", [("organisation:inspection", "inspection régionale")]),
        ("DGHI", [("organisation:inspection", "DGHI")]),
        ("cirb", [("organisation:paradigm", "cirb")]),
        ("St-Gilles", [("municipality:21013", "St-Gilles")]),
        ("saint gilles", [("municipality:21013", "saint gilles")]),
        ("sint gillis", [("municipality:21013", "sint gillis")]),
        ("jeter", []),  # a name has no other forms
        ("ville de bruxelles", [("municipality:21004", "ville de bruxelles")]),
        ("art. 135 § 2 NLC", [("provision:nlc-135", "art. 135 § 2 NLC")]),
        ("article 1350 NLC", []),
        ("", []),
    ],
)
def test_a_question_names_concepts(text: str, found: list[tuple[str, str]]) -> None:
    assert named(text) == found


def test_names_in_a_language_are_those_with_other_stems_the_preferred_first() -> None:
    assert [name.text for name in VOCABULARY.names(SLUM, "fr")] == ["Marchand de sommeil"]
    assert [name.text for name in VOCABULARY.names("theme:ais", "nl")] == ["AIS", "SVK"]


def test_what_a_concept_is_called() -> None:
    assert VOCABULARY.preferred(SLUM, "nl") == "Huisjesmelker"
    assert VOCABULARY.preferred("municipality:21010", "nl") == "Jette"


def test_notes_and_related_concepts_are_kept() -> None:
    facts = VOCABULARY.facts[LEASE]
    assert (facts.notes, facts.related) == ({"fr": "Pour une occupation, voir ailleurs."}, (VACANT,))


def test_words_of_names_are_known_in_their_language() -> None:
    assert VOCABULARY.knows("huisjesmelker", "nl")
    assert not VOCABULARY.knows("huisjesmelker", "fr")
    assert VOCABULARY.words["fr"]["inoccupe"] == "inoccupé"


@pytest.mark.parametrize(
    ("text", "body", "names"),
    [
        ("Bruxelles (Ville de)", False, ["Bruxelles", "Ville de Bruxelles"]),
        ("Centre d’informatique (CIRB)", True, ["Centre d’informatique", "CIRB"]),
        (
            "Brulocalis, Association Ville et Communes",
            True,
            ["Brulocalis, Association Ville et Communes", "Brulocalis"],
        ),
        (
            "Direction de l’Inspection régionale du Logement",
            True,
            [
                "Direction de l’Inspection régionale du Logement",
                "Inspection régionale du Logement",
                "Inspection régionale",
            ],
        ),
        ("Directie Gewestelijke Huisvestingsinspectie", True, None),
        ("Cellule Réhabilitation", True, ["Cellule Réhabilitation"]),
        ("Cellule de coordination", False, ["Cellule de coordination"]),
    ],
)
def test_a_text_may_hold_several_names(text: str, body: bool, names: list[str] | None) -> None:
    assert written(text, body=body) == (names or [text, "Gewestelijke Huisvestingsinspectie"])
