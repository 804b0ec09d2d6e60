"""The reference data as files: which columns they have and what may stand in a cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from exchange.csv_files import Row, Table, read_rows
from exchange.errors import Problems

LABEL_LANGUAGES = ("fr", "nl", "en")
IDENTIFIER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

TABLES = {
    table.name: table
    for table in (
        Table(
            "vocabulary",
            "id",
            filled=("prefLabel_fr", "prefLabel_nl", "core", "confidence"),
            required=(
                *("broader", "altLabel_fr", "hiddenLabel_fr", "altLabel_nl", "hiddenLabel_nl"),
                *("prefLabel_en", "altLabel_en", "note"),
            ),
            optional=(
                *("hiddenLabel_en", "definition_fr", "definition_nl", "scopeNote_fr", "scopeNote_nl"),
                *("related", "deprecated", "replacedBy"),
            ),
        ),
        Table("organisation_kinds", "id", filled=("name_fr", "name_nl"), required=("acronym_fr", "acronym_nl")),
        Table(
            "municipalities",
            "nis",
            filled=("name_fr", "name_nl", "postcodes"),
            required=("housing_contract_signed_by_2023",),
        ),
        Table(
            "organisations",
            "id",
            filled=("kind", "name_fr", "name_nl"),
            required=("acronym_fr", "acronym_nl", "former_names", "parent", "municipality", "note"),
            optional=(
                *("website_fr", "website_nl", "role_fr", "role_nl", "mailbox", "telephone", "state", "replaced_by"),
                *("competences", "enterprise_number", "wikidata", "contract_signed_on"),
            ),
        ),
        Table(
            "provisions",
            "id",
            filled=("act_fr", "act_nl", "article_fr", "article_nl"),
            required=("amended_on", "acronym_fr", "acronym_nl", "note"),
            optional=("url_fr", "url_nl", "in_force_from"),
        ),
        Table("audiences", "id", filled=("name_fr", "name_nl")),
        Table("target_groups", "id", filled=("name_fr", "name_nl")),
        Table("plan_actions", "id", filled=("number", "title_fr", "title_nl", "plan_fr", "plan_nl")),
        Table("contract_objectives", "id", filled=("title_fr", "title_nl"), optional=("number",)),
    )
}

Ids = dict[str, set[str]]
CellCheck = Callable[[str, Ids], str | None]


@dataclass(frozen=True)
class Held:
    """What the database already holds, for files that bring only a part."""

    ids: Mapping[str, frozenset[str]] = field(default_factory=dict)
    labels: tuple[tuple[str, str, str], ...] = ()  # theme, language, text
    broader: Mapping[str, str] = field(default_factory=dict)
    parents: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ReferenceData:
    """The rows of the files that a directory has, and every identifier known with them."""

    rows: Mapping[str, list[Row]]
    ids: Mapping[str, frozenset[str]]


def read_reference_data(directory: Path, held: Held, problems: Problems) -> ReferenceData:
    """Read and check the reference files of a directory; whatever is wrong is added to ``problems``."""
    rows = {
        name: read_rows(directory / table.file, table, problems)
        for name, table in TABLES.items()
        if (directory / table.file).is_file()
    }
    ids = {name: {*held.ids.get(name, ()), *_keys(rows.get(name, []), table)} for name, table in TABLES.items()}
    for name, table_rows in rows.items():
        _check_cells(name, table_rows, ids, problems)
    return ReferenceData(rows, {name: frozenset(known) for name, known in ids.items()})


def _keys(rows: list[Row], table: Table) -> set[str]:
    return {row[table.key] for row in rows}


def _check_cells(name: str, rows: list[Row], ids: Ids, problems: Problems) -> None:
    for row in rows:
        for column, check in CELLS[name].items():
            for value in row.several(column) if column in SEVERAL else (row[column],):
                message = check(value, ids) if value else None
                if message:
                    problems.add(row.problem(column, message))


def parsed_date(text: str) -> date | None:
    """Return the date of an exact ``2025-05-01``; None for any other text."""
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def _identifier(value: str, ids: Ids) -> str | None:
    if IDENTIFIER.fullmatch(value) and len(value) <= 50:
        return None
    message = _("“%(value)s” is not an identifier: small letters, digits and single hyphens, at most 50.")
    return message % {"value": value}


def _digits(count: int) -> CellCheck:
    def check(value: str, ids: Ids) -> str | None:
        if value.isascii() and value.isdigit() and len(value) == count:
            return None
        return _("“%(value)s” is not a number of %(count)d digits.") % {"value": value, "count": count}

    return check


def _date(value: str, ids: Ids) -> str | None:
    return None if parsed_date(value) else _("“%(value)s” is not a date such as 2025-05-01.") % {"value": value}


def _one_of(*choices: str) -> CellCheck:
    def check(value: str, ids: Ids) -> str | None:
        place = {"value": value, "choices": ", ".join(choices)}
        return None if value in choices else _("“%(value)s” is not one of: %(choices)s.") % place

    return check


def _refers_to(table: str) -> CellCheck:
    def check(value: str, ids: Ids) -> str | None:
        place = {"value": value, "file": TABLES[table].file}
        return None if value in ids[table] else _("“%(value)s” is unknown in %(file)s.") % place

    return check


def _single(value: str, ids: Ids) -> str | None:
    return _("There may be only one preferred label per language.") if ";" in value else None


SEVERAL = {"related", "postcodes", "competences"}
CELLS: dict[str, dict[str, CellCheck]] = {
    "vocabulary": {
        "id": _identifier,
        "broader": _refers_to("vocabulary"),
        "related": _refers_to("vocabulary"),
        "replacedBy": _refers_to("vocabulary"),
        "core": _one_of("C", "X"),
        "confidence": _one_of("V", "F", "N", "O", "?"),
        "deprecated": _one_of("yes", "no"),
        **{f"prefLabel_{language}": _single for language in LABEL_LANGUAGES},
    },
    "organisation_kinds": {"id": _identifier},
    "municipalities": {
        "nis": _digits(5),
        "postcodes": _digits(4),
        "housing_contract_signed_by_2023": _one_of("yes", "no"),
    },
    "organisations": {
        "id": _identifier,
        "kind": _refers_to("organisation_kinds"),
        "parent": _refers_to("organisations"),
        "replaced_by": _refers_to("organisations"),
        "municipality": _refers_to("municipalities"),
        "state": _one_of("active", "merged", "renamed"),
        "competences": _refers_to("vocabulary"),
        "contract_signed_on": _date,
    },
    "provisions": {"id": _identifier, "amended_on": _date, "in_force_from": _date},
    "audiences": {"id": _identifier},
    "target_groups": {"id": _identifier},
    "plan_actions": {"id": _identifier},
    "contract_objectives": {"id": _identifier},
}
