"""The kinds of record that a bundle may hold; those that hold others come first."""

from __future__ import annotations

from collections.abc import Iterable

from exchange.front_matter import Document
from exchange.kinds.guides import GUIDE
from exchange.kinds.information import ACCESSIBILITY_STATEMENT, INFORMATION
from exchange.kinds.panels import PANEL
from exchange.kinds.practices import PRACTICE
from exchange.kinds.seminars import SEMINAR
from exchange.kinds.working_groups import WORKING_GROUP
from exchange.schema import Kind

KINDS: tuple[Kind, ...] = (GUIDE, PRACTICE, SEMINAR, PANEL, WORKING_GROUP, INFORMATION, ACCESSIBILITY_STATEMENT)
PLACES = tuple(dict.fromkeys(kind.place for kind in KINDS))
#: Where CSV files with rows of several records lie.
TABLES = tuple(dict.fromkeys(rows.table for kind in KINDS for rows in kind.rows.values() if rows.table))


def kind_of(place: str, documents: Iterable[Document]) -> Kind:
    """Return the kind of a record by the place of its files and, where several kinds share it, by what they say."""
    found = [kind for kind in KINDS if kind.place == place]
    return next((kind for kind in found if kind.when and _says(documents, *kind.when)), found[0])


def _says(documents: Iterable[Document], key: str, value: str) -> bool:
    return any(each.entries[key].value == value for each in documents if key in each.entries)
