"""What holds between the rows of the reference files: SKOS integrity, trees without cycles, acts told once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from django.utils.translation import gettext as _

from exchange.csv_files import Row
from exchange.errors import Problems
from exchange.reference_tables import LABEL_LANGUAGES, Held, ReferenceData
from themes.skos import folded

LABEL_KINDS = {"prefLabel": "preferred", "altLabel": "alternative", "hiddenLabel": "hidden"}


class RowLabel(NamedTuple):
    language: str
    kind: str
    text: str
    column: str


def labels(row: Row) -> Iterator[RowLabel]:
    """Yield the labels of a row of the vocabulary with the column each stands in."""
    for language in LABEL_LANGUAGES:
        for prefix, kind in LABEL_KINDS.items():
            column = f"{prefix}_{language}"
            yield from (RowLabel(language, kind, text, column) for text in row.several(column))


def check_reference_data(data: ReferenceData, held: Held, problems: Problems) -> None:
    """Add to ``problems`` what is wrong between rows; the rows themselves are already checked."""
    vocabulary = data.rows.get("vocabulary", [])
    organisations = data.rows.get("organisations", [])
    _check_labels(vocabulary, held, problems)
    _check_tree(vocabulary, "broader", held.broader, problems)
    _check_tree(organisations, "parent", held.parents, problems)
    _check_acts(data.rows.get("provisions", []), problems)
    _check_replacements(vocabulary, "replacedBy", "deprecated", ("yes",), problems)
    _check_replacements(organisations, "replaced_by", "state", ("merged", "renamed"), problems)


def _check_labels(rows: list[Row], held: Held, problems: Problems) -> None:
    brought = {row["id"] for row in rows}
    owners = {(language, folded(text)): theme for theme, language, text in held.labels if theme not in brought}
    for row in rows:
        for label in labels(row):
            owner = owners.setdefault((label.language, folded(label.text)), row["id"])
            if owner != row["id"]:
                place = {"label": label.text, "theme": owner}
                problems.add(row.problem(label.column, _("“%(label)s” is already a label of “%(theme)s”.") % place))
        _check_own_labels(row, problems)


def _check_own_labels(row: Row, problems: Problems) -> None:
    seen: set[tuple[str, str]] = set()
    for label in labels(row):
        key = (label.language, folded(label.text))
        if key in seen:
            message = _("“%(label)s” stands twice among the labels of this row in one language.")
            problems.add(row.problem(label.column, message % {"label": label.text}))
        seen.add(key)


def _check_tree(rows: list[Row], column: str, held: Mapping[str, str], problems: Problems) -> None:
    above = {**held, **{row["id"]: row[column] for row in rows}}
    for row in rows:
        if _leads_back(row["id"], above):
            message = _("“%(value)s” stands below “%(id)s” itself.") % {"value": row[column], "id": row["id"]}
            problems.add(row.problem(column, message))


def _leads_back(start: str, above: Mapping[str, str]) -> bool:
    seen: set[str] = set()
    current = above.get(start, "")
    while current and current != start and current not in seen:
        seen.add(current)
        current = above.get(current, "")
    return current == start


def _check_acts(rows: list[Row], problems: Problems) -> None:
    """One act has one title and one acronym per language, however many rows cite it."""
    first: dict[str, Row] = {}
    for row in rows:
        same = first.setdefault(row["act_fr"], row)
        for column in ("act_nl", "acronym_fr", "acronym_nl"):
            if row[column] != same[column]:
                place = {"value": same[column], "line": same.line}
                problems.add(row.problem(column, _("The same act reads “%(value)s” in line %(line)d.") % place))


def _check_replacements(rows: list[Row], column: str, state: str, wanted: tuple[str, ...], problems: Problems) -> None:
    for row in rows:
        if row[column] and row[state] not in wanted:
            place = {"values": ", ".join(wanted), "column": state}
            problems.add(row.problem(column, _("A replacement needs %(values)s in the column “%(column)s”.") % place))
