"""What of a document is searched: the streams of terms of its zones, the same for every engine."""

from __future__ import annotations

from typing import NamedTuple

from search.analysis import Columns, analyzer
from search.engines.base import Change

ZONES = ("title", "body", "file")
STREAMS = Columns._fields


class Zones(NamedTuple):
    """The terms of each zone; a document without attached files has none of that zone."""

    title: Columns
    body: Columns
    file: Columns | None


def zones(language: str, change: Change) -> Zones:
    """Return the terms of a document.

    Summary and headings say more than the body and less than the title: they count as parts of the title.
    """
    words = analyzer(language)
    title, lead, body = words.columns(change.title), words.columns(change.lead), words.columns(change.body)
    return Zones(
        Columns(title.exact, title.stem, f"{title.parts} {lead.stem} {lead.parts}"),
        Columns(f"{lead.exact} {body.exact}", f"{lead.stem} {body.stem}", f"{lead.parts} {body.parts}"),
        words.columns(change.files) if change.files else None,
    )
