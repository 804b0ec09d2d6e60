"""CSV files whose every cell knows its line and its column."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from exchange.errors import Problem, Problems
from exchange.text_files import read_text


@dataclass(frozen=True)
class Table:
    """What the file of one kind of rows looks like. ``filled`` columns may not be empty, and are required."""

    name: str
    key: str
    filled: tuple[str, ...]
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        return f"{self.name}.csv"

    @property
    def expected(self) -> tuple[str, ...]:
        return (self.key, *self.filled, *self.required)


@dataclass(frozen=True)
class Row:
    """One row; a column that the file does not have reads as empty."""

    file: str
    line: int
    cells: Mapping[str, str]
    places: Mapping[str, tuple[int, int]]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def __contains__(self, column: str) -> bool:
        return column in self.cells

    def several(self, column: str) -> tuple[str, ...]:
        """Return the entries of a cell that are separated by semicolons."""
        return tuple(entry.strip() for entry in self[column].split(";") if entry.strip())

    def problem(self, column: str, message: str) -> Problem:
        line, number = self.places.get(column, (self.line, 0))
        return Problem(self.file, line, column, message, number)


def read_rows(path: Path, table: Table, problems: Problems) -> list[Row]:
    """Return the rows of a file; whatever is wrong with their form is added to ``problems``."""
    text = read_text(path, table.file, problems)
    if text is None:
        return []
    lines = _lines(text, table.file, problems)
    __, header = next(lines, (1, []))
    columns = [name.strip() for name in header]
    if not _header_is_right(columns, table, problems):
        return []
    rows = [_row(columns, line, cells, table, problems) for line, cells in lines if any(map(str.strip, cells))]
    found = [row for row in rows if row is not None]
    _check_keys(found, table, problems)
    return found


def _lines(text: str, file: str, problems: Problems) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    start = 1
    try:
        for cells in reader:
            yield start, cells
            start = reader.line_num + 1
    except csv.Error as error:
        message = _("The row cannot be read: %(reason)s") % {"reason": error}
        problems.add(Problem(file, start, "", message))


def _header_is_right(columns: list[str], table: Table, problems: Problems) -> bool:
    before = problems.count
    if len(columns) == 1 and any(mark in columns[0] for mark in ";\t|"):
        message = _("The columns are not separated by commas; save the file with commas.")
        problems.add(Problem(table.file, 1, columns[0], message, 1))
        return False
    known = {*table.expected, *table.optional}
    for number, name in enumerate(columns, start=1):
        if name not in known:
            problems.add(Problem(table.file, 1, name, _("This column is unknown."), number))
        elif name in columns[: number - 1]:
            problems.add(Problem(table.file, 1, name, _("This column stands twice."), number))
    for name in table.expected:
        if name not in columns:
            problems.add(Problem(table.file, 1, name, _("This column is missing.")))
    return problems.count == before


def _row(columns: list[str], line: int, cells: list[str], table: Table, problems: Problems) -> Row | None:
    if len(cells) != len(columns):
        counts = {"found": len(cells), "expected": len(columns)}
        message = _("The row has %(found)d cells, the first row has %(expected)d.") % counts
        shared = min(len(cells), len(columns))
        problems.add(Problem(table.file, line, columns[min(shared, len(columns) - 1)], message, shared + 1))
        return None
    places = {}
    for number, (name, cell) in enumerate(zip(columns, cells, strict=True), start=1):
        places[name] = (line, number)
        line += cell.count("\n")
    row = Row(table.file, places[columns[0]][0], dict(zip(columns, map(str.strip, cells), strict=True)), places)
    for name in (table.key, *table.filled):
        if not row[name]:
            problems.add(row.problem(name, _("This cell may not be empty.")))
    return row


def _check_keys(rows: list[Row], table: Table, problems: Problems) -> None:
    lines: dict[str, int] = {}
    for row in rows:
        key = row[table.key]
        if key and key in lines:
            message = _("“%(value)s” already stands in line %(line)d.") % {"value": key, "line": lines[key]}
            problems.add(row.problem(table.key, message))
        lines.setdefault(key, row.line)
