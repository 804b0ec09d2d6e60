from pathlib import Path

from exchange.errors import Problems
from exchange.reference_checks import check_reference_data
from exchange.reference_tables import Held, read_reference_data
from tests.exchange.test_reference_tables import ORGANISATIONS, PROVISIONS, VOCABULARY


def problems_of(folder: Path, held: Held | None = None, **files: str) -> list[tuple[str, int, str]]:
    for name, content in files.items():
        (folder / f"{name}.csv").write_text(content, encoding="utf-8")
    problems, held = Problems(), held or Held()
    check_reference_data(read_reference_data(folder, held, problems), held, problems)
    return [(problem.file, problem.line, problem.key) for problem in problems.shown]


def theme(identifier: str, fr: str = "", nl: str = "", *, broader: str = "", alt: str = "", more: str = ",,") -> str:
    return f"{identifier},{broader},{fr or identifier},{alt},,{nl or identifier},,,,,C,O,,{more}\n"


def test_label_is_not_shared_by_two_themes_whatever_its_case(tmp_path: Path) -> None:
    vocabulary = VOCABULARY + theme("a", "Taudis") + theme("b", alt="autre;TAUDIS")

    assert problems_of(tmp_path, vocabulary=vocabulary) == [("vocabulary.csv", 3, "altLabel_fr")]


def test_label_is_not_shared_with_a_theme_of_the_database(tmp_path: Path) -> None:
    held = Held({"vocabulary": frozenset({"old"})}, labels=(("old", "fr", "Taudis"),))

    assert problems_of(tmp_path, held, vocabulary=VOCABULARY + theme("a", "taudis")) == [
        ("vocabulary.csv", 2, "prefLabel_fr")
    ]


def test_label_may_move_from_one_theme_of_the_file_to_another(tmp_path: Path) -> None:
    held = Held({"vocabulary": frozenset({"a"})}, labels=(("a", "fr", "Taudis"),))

    assert problems_of(tmp_path, held, vocabulary=VOCABULARY + theme("a") + theme("b", "Taudis")) == []


def test_two_languages_may_use_the_same_word(tmp_path: Path) -> None:
    assert problems_of(tmp_path, vocabulary=VOCABULARY + theme("a", "Contrat", "Overeenkomst") + theme("b")) == []


def test_labels_of_one_theme_are_disjoint(tmp_path: Path) -> None:
    vocabulary = VOCABULARY + theme("a", "Taudis", alt="taudis")

    assert problems_of(tmp_path, vocabulary=vocabulary) == [("vocabulary.csv", 2, "altLabel_fr")]


def test_theme_does_not_stand_below_itself(tmp_path: Path) -> None:
    vocabulary = VOCABULARY + theme("a", broader="b") + theme("b", broader="c") + theme("c", broader="a")

    assert problems_of(tmp_path, vocabulary=vocabulary) == [("vocabulary.csv", line, "broader") for line in (2, 3, 4)]


def test_cycle_through_the_database_is_found(tmp_path: Path) -> None:
    held = Held({"vocabulary": frozenset({"b"})}, broader={"b": "a"})

    assert problems_of(tmp_path, held, vocabulary=VOCABULARY + theme("a", broader="b")) == [
        ("vocabulary.csv", 2, "broader")
    ]


def test_organisation_is_not_its_own_parent(tmp_path: Path) -> None:
    held = Held({"organisation_kinds": frozenset({"region"})})
    organisations = ORGANISATIONS + "a,region,Un,Een,,,,a,,,\n"

    assert problems_of(tmp_path, held, organisations=organisations) == [("organisations.csv", 2, "parent")]


def test_act_has_one_title_per_language(tmp_path: Path) -> None:
    provisions = PROVISIONS + "a,Loi,Wet,1,1,,L,W,\nb,Loi,Wetboek,2,2,,L,,\n"

    assert problems_of(tmp_path, provisions=provisions) == [
        ("provisions.csv", 3, "act_nl"),
        ("provisions.csv", 3, "acronym_nl"),
    ]


def test_only_a_deprecated_theme_is_replaced(tmp_path: Path) -> None:
    vocabulary = VOCABULARY + theme("a") + theme("b", more=",no,a") + theme("c", more=",yes,a")

    assert problems_of(tmp_path, vocabulary=vocabulary) == [("vocabulary.csv", 3, "replacedBy")]
