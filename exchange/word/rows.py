"""A list of a Word file as rows of a record: each item with what stands below it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from exchange.word.blocks import Block, as_markdown
from exchange.word.kinds import RowKind
from exchange.word.report import Report
from portal.markdown import check

#: What people type before an item: a bullet, ``2.``, ``b)``. A number without a sign is part of what they say.
_MARK = re.compile(r"^(?:[•▪◦‣·–—-]|\(?(?:\d{1,2}|[a-z])[.)°]+)\s+", re.IGNORECASE)
#: Nobody follows more steps, or recommendations, than these; a form with more of them would not open.
MOST_ROWS = 60
_SENTENCE = re.compile(r"(?<=[.!?:;])\s+")


@dataclass(frozen=True)
class Row:
    """What an item says, and what stands below it as Markdown."""

    title: str
    text: str


@dataclass(frozen=True)
class Making:
    """What the rows are made with: the most characters of a title, the notes of the file, and its report."""

    longest: int
    notes: dict[str, str]
    report: Report


def rows_of(blocks: list[Block], kind: RowKind, language: str, making: Making) -> list[Row]:
    """Return the rows of a list; what finds no place in them is in the report, whole."""
    begins = [_begins(block) for block in blocks]
    if not any(begins):
        # Nobody made a list: each paragraph is an item of its own.
        begins = [True] * len(blocks)
    groups: list[list[Block]] = [[]]
    for block, first in zip(blocks, begins, strict=True):
        if first:
            groups.append([])
        groups[-1].append(block)
    if groups[0]:
        reason = _("This text stands before the list: it belongs to no row.")
        making.report.leave(kind.headings[language], reason, as_markdown(groups[0], making.notes))
    if len(groups) > MOST_ROWS + 1:
        reason = _("A record has %(most)d such rows at most: this came after them.") % {"most": MOST_ROWS}
        late = [block for group in groups[MOST_ROWS + 1 :] for block in group]
        making.report.leave(kind.headings[language], reason, as_markdown(late, making.notes))
    return [_row(group, kind, language, making) for group in groups[1 : MOST_ROWS + 1]]


def _begins(block: Block) -> bool:
    return block.level is not None or (block.place is not None and block.place.level == 0)


def _row(group: list[Block], kind: RowKind, language: str, making: Making) -> Row:
    said = _MARK.sub("", group[0].plain)
    title, rest = _cut(said, making.longest) if kind.text else (said, "")
    below = "\n\n".join(filter(None, [rest, as_markdown(group[1:], making.notes).strip()]))
    if len(title) > making.longest:
        reason = _("This row has %(length)d characters; %(limit)d is the most: it was cut.")
        making.report.leave(kind.headings[language], reason % {"length": len(title), "limit": making.longest}, title)
        title = Truncator(title).chars(making.longest)
    return Row(title, _kept(below, kind, language, making))


def _cut(said: str, longest: int) -> tuple[str, str]:
    """Divide a long item after its first sentence, where that fits."""
    if len(said) <= longest:
        return said, ""
    first, *others = _SENTENCE.split(said, maxsplit=1)
    return (first.rstrip(" :;"), "".join(others)) if len(first) <= longest else (said, said)


def _kept(below: str, kind: RowKind, language: str, making: Making) -> str:
    """Return what stands below an item when its row has a place for it that can be shown."""
    if not below:
        return ""
    try:
        if not kind.text:
            raise ValidationError(_("Rows of this kind have one sentence and nothing below it."))
        check(below)
    except ValidationError as refused:
        making.report.leave(kind.headings[language], " ".join(refused.messages), below)
        return ""
    return below
