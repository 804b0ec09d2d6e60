"""What did not fit: sentences for the person who brought the file, and the text that found no place in the draft."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exchange.word.blocks import WordText
from exchange.word.tables import MOST_COLUMNS


@dataclass(frozen=True)
class LeftOver:
    """A text that is not in the draft, whole, so that it can be copied from the report."""

    name: str
    reason: str
    text: str


@dataclass
class Report:
    """``told`` are sentences; ``left_over`` are the texts that nobody finds in the draft."""

    told: list[str] = field(default_factory=list)
    left_over: list[LeftOver] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.told or self.left_over)

    def leave(self, name: str, reason: str, text: str) -> None:
        self.left_over.append(LeftOver(name, reason, text))

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def tell_losses(word: WordText, report: Report) -> None:
    """Add what a text in Markdown cannot hold."""
    report.told += _counted(word)
    for columns in word.wide_tables:
        message = _("A table of %(columns)d columns is wider than %(most)d: each of its rows became a paragraph.")
        report.told.append(message % {"columns": columns, "most": MOST_COLUMNS})
    if word.seen.struck:
        reason = _("Somebody struck this through, so it is not in the draft.")
        report.leave(_("Struck-through text"), reason, "\n\n".join(word.seen.struck))
    if word.comments:
        reason = _("Comments are not part of the text: decide what is to become of them.")
        report.leave(_("Comments"), reason, "\n\n".join(word.comments))
    if word.margins:
        reason = _("What stands at the top or the bottom of every page was left out.")
        report.leave(_("Header and footer"), reason, "\n\n".join(word.margins))


def _counted(word: WordText) -> Iterator[str]:
    seen = word.seen
    if seen.pictures:
        text = ngettext(
            "%(count)d picture was left out: add it to the draft, with its credit and its description.",
            "%(count)d pictures were left out: add them to the draft, with their credit and their description.",
            seen.pictures,
        )
        yield text % {"count": seen.pictures}
    if seen.added or seen.removed:
        text = _("The file has tracked changes: %(added)d additions are in the draft, %(removed)d removals are not.")
        yield text % {"added": seen.added, "removed": seen.removed}
