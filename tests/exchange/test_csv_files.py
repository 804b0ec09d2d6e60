from pathlib import Path

import pytest

from exchange.csv_files import Row, Table, read_rows
from exchange.errors import Problems

TABLE = Table("things", "id", filled=("name",), required=("note",), optional=("more",))


def read(folder: Path, content: str | bytes) -> tuple[list[Row], list[tuple[int, int, str]]]:
    path = folder / "things.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    problems = Problems()
    rows = read_rows(path, TABLE, problems)
    assert all(problem.file == "things.csv" for problem in problems.shown)
    return rows, [(problem.line, problem.column, problem.key) for problem in problems.shown]


def test_cells_are_read_by_their_columns_in_any_order(tmp_path: Path) -> None:
    rows, problems = read(tmp_path, '\ufeffnote, name,id\r\n" x ",Un,a\r\n,Deux,b\r\n')

    assert [(row["id"], row["name"], row["note"], row["more"]) for row in rows] == [
        ("a", "Un", "x", ""),
        ("b", "Deux", "", ""),
    ]
    assert problems == []


def test_cell_after_one_of_several_lines_knows_its_own_line(tmp_path: Path) -> None:
    rows, __ = read(tmp_path, 'id,note,name\na,"one\ntwo\nthree",Un\n\nb,,Deux\n')

    first, second = rows
    assert first.places == {"id": (2, 1), "note": (2, 2), "name": (4, 3)}
    assert second.places["name"] == (6, 3)


def test_entries_of_a_cell_are_separated_by_semicolons(tmp_path: Path) -> None:
    rows, __ = read(tmp_path, "id,name,note\na,Un,x; y ;;z\n")

    assert rows[0].several("note") == ("x", "y", "z")


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("id;name;note\na;Un;\n", (1, 1, "id;name;note")),
        ("id\tname\tnote\n", (1, 1, "id\tname\tnote")),
        ("id,name\na,Un\n", (1, 0, "note")),
        ("id,name,note,colour\na,Un,,red\n", (1, 4, "colour")),
        ("id,name,note,name\na,Un,,Deux\n", (1, 4, "name")),
        ("id,name,note\na,Un,\nb,,\n", (3, 2, "name")),
        ("id,name,note\na,Un,\nb,Deux,,\n", (3, 4, "note")),
        ("id,name,note\na,Un\n", (2, 3, "note")),
        ("id,name,note\na,Un,\n\na,Deux,\n", (4, 1, "id")),
        ('id,name,note\na,Un,\nb,"Deux"x,\n', (3, 0, "")),
        ('id,name,note\na,"Un,\n', (2, 0, "")),
        (b"id,name,note\na,\xe9t\xe9,\n", (2, 0, "")),
        (b"id,name,note\na,Un\0,\n", (2, 0, "")),
        (b"", (1, 0, "id")),
    ],
    ids=[
        *("semicolons", "tabs", "missing column", "unknown column", "column twice", "empty cell", "cells too many"),
        *("cells too few", "key twice", "quotes", "quotes not closed", "encoding", "nul", "empty file"),
    ],
)
def test_wrong_form_is_told_with_line_and_column(tmp_path: Path, content: str, place: tuple[int, int, str]) -> None:
    __, problems = read(tmp_path, content)

    assert problems[0] == place


def test_every_wrong_cell_is_told_and_not_only_the_first(tmp_path: Path) -> None:
    __, problems = read(tmp_path, "id,name,note\na,,\n,Deux,\nc,,\n")

    assert problems == [(2, 2, "name"), (3, 1, "id"), (4, 2, "name")]
