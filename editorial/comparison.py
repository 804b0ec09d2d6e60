"""What changed in the other language of a record since one language was last brought up to date, text by text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

from wagtail.models import PageLogEntry, Revision

import languages
from portal.language_state import text_label, texts

WORD = re.compile(r"\S+\s*|\s+")
Row = dict[str, str]


@dataclass(frozen=True)
class Piece:
    """Words that a text kept, gained or lost; ``change`` is ``same``, ``inserted`` or ``removed``."""

    change: str
    text: str


@dataclass(frozen=True)
class Passage:
    """One text: how it changed in the other language, and what stands in this one, empty where it is missing."""

    label: str
    pieces: tuple[Piece, ...]
    own: str


def brought_up_to_date(page: Any, code: str) -> Revision | None:
    """Return the version with which a language was last brought up to date, or None when it is no longer kept."""
    when = getattr(page, f"text_changed_at_{code}")
    if when is None:
        return None
    kept = page.revisions.filter(created_at__lte=when)
    # The log is written right after the moment that the record keeps.
    entries = PageLogEntry.objects.filter(page=page.pk, timestamp__gte=when, revision__in=kept.values("pk"))
    entry = entries.select_related("revision").order_by("timestamp", "pk").first()
    return entry.revision if entry else kept.order_by("-created_at", "-pk").first()


def passages(before: Any | None, now: Any, code: str) -> list[Passage]:
    """Return the texts of the other language that changed between two versions, and those that ``code`` lacks.

    Without a version before, every text of the other language counts as new.
    """
    other = languages.other(code)
    old, new = (texts(page, other) if page else {} for page in (before, now))
    own = texts(now, code)
    found = []
    for name, was, becomes, kept in _pairs(old, new):
        here = own.get(name, "") if kept else ""
        if was != becomes or (becomes and not here):
            found.append(Passage(text_label(now, name, code), pieces(was, becomes), here))
    return found


def pieces(was: str, becomes: str) -> tuple[Piece, ...]:
    """Return a text word by word: what stayed, what went and what came, in reading order."""
    old, new = WORD.findall(was), WORD.findall(becomes)
    return tuple(_pieces(old, new))


def _pieces(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    for tag, start, end, first, last in SequenceMatcher(None, old, new).get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(new[first:last]))
            continue
        if end > start:
            yield Piece("removed", "".join(old[start:end]))
        if last > first:
            yield Piece("inserted", "".join(new[first:last]))


def _pairs(old: Row, new: Row) -> Iterator[tuple[str, str, str, bool]]:
    """Yield (name, text before, text now, whether it is still there); rows are paired by what is in them."""
    for name in new:
        if "." not in name:
            yield name, old.get(name, ""), new[name], True
    before, after = _rows(old), _rows(new)
    for relation in dict.fromkeys([*after, *before]):
        yield from _row_pairs(relation, before.get(relation, []), after.get(relation, []))


def _rows(flat: Row) -> dict[str, list[Row]]:
    """Return the rows of each relation: ``steps.1.text`` is the text of the second row of the steps."""
    found: dict[str, list[Row]] = {}
    for full, text in flat.items():
        if "." in full:
            relation, number, name = full.split(".")
            rows = found.setdefault(relation, [])
            rows += [{} for _missing in range(int(number) + 1 - len(rows))]
            rows[int(number)][name] = text
    return found


def _row_pairs(relation: str, before: list[Row], after: list[Row]) -> Iterator[tuple[str, str, str, bool]]:
    for was, becomes in _aligned(before, after):
        number = was if becomes is None else becomes
        old = {} if was is None else before[was]
        new = {} if becomes is None else after[becomes]
        for name in new or old:
            yield f"{relation}.{number}.{name}", old.get(name, ""), new.get(name, ""), becomes is not None


def _aligned(before: Iterable[Row], after: Iterable[Row]) -> Iterator[tuple[int | None, int | None]]:
    """Pair the places of equal rows first, so that a row put in between does not change all that follow."""
    old, new = ([tuple(row.items()) for row in rows] for rows in (before, after))
    for _tag, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield from zip_longest(range(start, end), range(first, last))
