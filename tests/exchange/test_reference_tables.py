from pathlib import Path

import pytest

from exchange.errors import Problems
from exchange.reference_tables import Held, read_reference_data

VOCABULARY = (
    "id,broader,prefLabel_fr,altLabel_fr,hiddenLabel_fr,prefLabel_nl,altLabel_nl,hiddenLabel_nl,"
    "prefLabel_en,altLabel_en,core,confidence,note,related,deprecated,replacedBy\n"
)
ORGANISATIONS = "id,kind,name_fr,name_nl,acronym_fr,acronym_nl,former_names,parent,municipality,note,state\n"
MUNICIPALITIES = "nis,name_fr,name_nl,postcodes,housing_contract_signed_by_2023\n"
PROVISIONS = "id,act_fr,act_nl,article_fr,article_nl,amended_on,acronym_fr,acronym_nl,note\n"


def problems_of(folder: Path, name: str, content: str, held: Held) -> list[tuple[str, int, int, str]]:
    (folder / name).write_text(content, encoding="utf-8")
    problems = Problems()
    read_reference_data(folder, held, problems)
    return [(problem.file, problem.line, problem.column, problem.key) for problem in problems.shown]


@pytest.mark.parametrize(
    ("file", "content", "place"),
    [
        ("vocabulary.csv", VOCABULARY + "A b,,Un,,,Een,,,,,C,O,,,,\n", (2, 1, "id")),
        ("vocabulary.csv", VOCABULARY + "a,zzz,Un,,,Een,,,,,C,O,,,,\n", (2, 2, "broader")),
        ("vocabulary.csv", VOCABULARY + "a,,Un;Deux,,,Een,,,,,C,O,,,,\n", (2, 3, "prefLabel_fr")),
        ("vocabulary.csv", VOCABULARY + "a,,Un,,,Een,,,,,Z,O,,,,\n", (2, 11, "core")),
        ("vocabulary.csv", VOCABULARY + "a,,Un,,,Een,,,,,C,Z,,,,\n", (2, 12, "confidence")),
        ("vocabulary.csv", VOCABULARY + "a,,Un,,,Een,,,,,C,O,,a;zzz,,\n", (2, 14, "related")),
        ("organisations.csv", ORGANISATIONS + "a,zzz,Un,Een,,,,,,,\n", (2, 2, "kind")),
        ("organisations.csv", ORGANISATIONS + "a,region,Un,Een,,,,zzz,,,\n", (2, 8, "parent")),
        ("organisations.csv", ORGANISATIONS + "a,region,Un,Een,,,,,99999,,\n", (2, 9, "municipality")),
        ("organisations.csv", ORGANISATIONS + "a,region,Un,Een,,,,,,,gone\n", (2, 11, "state")),
        ("municipalities.csv", MUNICIPALITIES + "2100,Un,Een,1000,\n", (2, 1, "nis")),
        ("municipalities.csv", MUNICIPALITIES + "21001,Un,Een,1000;x,\n", (2, 4, "postcodes")),
        (
            "municipalities.csv",
            MUNICIPALITIES + "21001,Un,Een,1000,maybe\n",
            (2, 5, "housing_contract_signed_by_2023"),
        ),
        ("provisions.csv", PROVISIONS + "a,Loi,Wet,1,1,2025-13-01,,,\n", (2, 6, "amended_on")),
        ("provisions.csv", PROVISIONS + "a,Loi,Wet,1,1,20250101,,,\n", (2, 6, "amended_on")),
    ],
)
def test_wrong_cell_is_told_with_line_and_column(
    tmp_path: Path, file: str, content: str, place: tuple[int, int, str]
) -> None:
    held = Held({"organisation_kinds": frozenset({"region"})})

    assert problems_of(tmp_path, file, content, held) == [(file, *place)]


def test_file_may_name_what_the_database_holds(tmp_path: Path) -> None:
    content = VOCABULARY + "a,known,Un,,,Een,,,,,C,O,,,,\n"

    assert problems_of(tmp_path, "vocabulary.csv", content, Held({"vocabulary": frozenset({"known"})})) == []
