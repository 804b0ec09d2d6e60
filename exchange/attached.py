"""CSV files of a bundle whose rows belong to several records: each row names its record in a column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

import languages
from exchange.csv_files import Row, Table, read_rows
from exchange.errors import Problems
from exchange.kinds import KINDS
from exchange.schema import Kind, Rows
from exchange.stores import same_place

#: The column that names the record, and the one that no two rows share.
RECORD, KEY = "panel", "reference"


@dataclass
class AttachedRows:
    """Reads one file at a time, and once while one record after the other asks for its rows."""

    root: Path
    problems: Problems
    file: str = ""
    rows: list[Row] = field(default_factory=list)

    def of(self, kind: Kind, name: str) -> dict[str, list[Row]]:
        """Return the rows of a record by the key that they stand for; a file that is not there says nothing."""
        files = {key: same_place(name, declared.table) for key, declared in kind.rows.items() if declared.table}
        return {
            key: [row for row in self._read(file, kind.rows[key]) if row[RECORD] == _own(name)]
            for key, file in files.items()
            if self._is_there(file)
        }

    def check(self, file: str, table: str) -> None:
        """Read a file, and tell which of its rows are of no record."""
        for kind in KINDS:
            for declared in kind.rows.values():
                if declared.table == table:
                    for row in self._read(file, declared):
                        self._check_record(row, same_place(file, kind.place.removesuffix("*")))

    def _check_record(self, row: Row, folder: str) -> None:
        name = f"{folder}{row[RECORD]}"
        if row[RECORD] and not any((self.root / f"{name}.{code}.md").is_file() for code in languages.CODES):
            place = {"name": row[RECORD][:100], "folder": folder}
            self.problems.add(row.problem(RECORD, _("There is no record “%(name)s” in %(folder)s.") % place))

    def _read(self, file: str, declared: Rows) -> list[Row]:
        if file != self.file:
            self.file = file
            self.rows = read_rows(self.root / file, _table(file, declared), self.problems)
        return self.rows

    def _is_there(self, file: str) -> bool:
        path = self.root / file
        return path.is_file() and not path.is_symlink()


def _own(name: str) -> str:
    return name.rpartition("/")[2]


def _table(file: str, declared: Rows) -> Table:
    """Return what the file looks like: its columns are the keys, one per language for a text."""
    columns = dict(_columns(declared))
    filled = tuple(name for name, needed in columns.items() if needed and name != KEY)
    return Table(file.removesuffix(".csv"), KEY, filled, tuple(name for name, needed in columns.items() if not needed))


def _columns(declared: Rows) -> Iterator[tuple[str, bool]]:
    yield RECORD, True
    for key, rule in declared.fields.items():
        names = [f"{key}_{code}" for code in languages.CODES] if rule.per_language else [key]
        yield from ((name, rule.needed) for name in names)
