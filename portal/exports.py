"""No list that leaves the admin holds a cell that a program for tables would run as a formula.

Wagtail writes cells of XLSX files as text already; in CSV it is the text itself that must not begin like a formula.
Imported by ``ready()``: from then on every export of Wagtail's views is harmless, its own lists included.
"""

from __future__ import annotations

from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin, list_to_str

#: What such programs take for the beginning of a formula.
RUNS = ("=", "+", "-", "@", "\t", "\r")


def harmless(value: str) -> str:
    """Return a text for a cell: one that would be run is given as text."""
    return f"'{value}" if value.lstrip(" ").startswith(RUNS) else value


def _harmless_list(values: list[Any]) -> str:
    return harmless(list_to_str(values))


SpreadsheetExportMixin.custom_value_preprocess |= {
    str: {SpreadsheetExportMixin.FORMAT_CSV: harmless},
    list: {SpreadsheetExportMixin.FORMAT_CSV: _harmless_list, SpreadsheetExportMixin.FORMAT_XLSX: list_to_str},
}
