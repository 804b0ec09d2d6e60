"""Puts the blocks of a Word file where they belong: title, summary and the fields that the headings name."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from django.utils.translation import gettext as _

import languages
from exchange.word.blocks import Block, WordText, as_markdown
from exchange.word.kinds import WordKind
from exchange.word.report import Report, tell_losses
from exchange.word.rows import Making, Row, rows_of
from exchange.word.spans import escaped
from languages.folding import plain_words
from portal.markdown import check

_NUMBER = r"[0-9]+(?:[.][0-9]+)*"
_NUMBERING = re.compile(
    rf"\s*(?:\(?(?:{_NUMBER}|[ivx]+|[a-z])[.)°:]+(?![0-9])\s*|{_NUMBER}\s*[-–—]?\s+)", re.IGNORECASE
)
_DEEPEST_HEADING = 6
_HAND_MADE = 1
_LONGEST_HAND_MADE = 120


@dataclass
class Sorted:
    """The texts of a file; ``texts`` are Markdown by the name of the field, ``rows`` what becomes rows by relation."""

    title: str
    summary: str
    texts: dict[str, str]
    report: Report
    rows: dict[str, list[Row]] = field(default_factory=dict)


@dataclass
class _Sorting:
    kind: WordKind
    language: str
    report: Report
    before: list[Block] = field(default_factory=list)
    found: dict[str, list[Block]] = field(default_factory=dict)
    title: Block | None = None
    key: str = ""
    level: int = 0
    unknown: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def add(self, block: Block) -> None:
        key = self._key(block)
        if key:
            self._begin(key, block)
        elif block.level is None:
            (self.found[self.key] if self.key else self.before).append(block)
        elif self._is_title(block):
            self.title = block
        else:
            self._keep_heading(block, block.level)

    def _begin(self, key: str, block: Block) -> None:
        if key in self.found:
            message = _("The heading “%(heading)s” stands twice: both texts are in its field.")
            self.report.told.append(message % {"heading": block.plain})
        self.found.setdefault(key, [])
        self.key, self.level = key, block.level or _HAND_MADE

    def _is_title(self, block: Block) -> bool:
        return self.title is None and not self.found and block.level in (0, 1)

    def _keep_heading(self, block: Block, level: int) -> None:
        """Keep a heading that names no field within the field before it; below that field's own it is no surprise."""
        self.key = self.key or next(iter(self.kind.sections))
        is_below = bool(self.level) and level > self.level
        if not is_below:
            self.unknown.append(block.plain)
        depth = min(2 + level - self.level, _DEEPEST_HEADING) if is_below else 3
        text = f"{'#' * depth} {escaped(block.plain)}"
        self.found.setdefault(self.key, []).append(replace(block, text=text))

    def _key(self, block: Block) -> str:
        """Return the field that a heading names, in either language; bold words alone on a line are a heading too."""
        by_hand = block.strong and block.place is None and len(block.plain) <= _LONGEST_HAND_MADE
        if block.level is None and not by_hand:
            return ""
        words = folded(block.plain)
        for code in (self.language, languages.other(self.language)):
            for key, headings in self.kind.headings.items():
                if folded(headings[code]) == words:
                    self.foreign += [block.plain] if code != self.language else []
                    return key
        return ""


def folded(heading: str) -> str:
    """Return a heading without what people write in many ways: case, accents, apostrophes, numbers, a colon."""
    return plain_words(heading[_numbering(heading) :].replace("´", "'"))


def _numbering(heading: str) -> int:
    found = _NUMBERING.match(heading)
    return found.end() if found else 0


def sort(word: WordText, kind: WordKind, language: str, name: str) -> Sorted:
    """Return the texts of a file by field; ``name`` becomes the title of a file that has none."""
    sorting = _Sorting(kind, language, Report())
    for block in word.blocks:
        if not kind.is_guidance(block.plain):
            sorting.add(block)
    _tell_headings(sorting)
    summary = _summary(sorting)
    tell_losses(word, sorting.report)
    texts = {
        key: text
        for key, blocks in sorting.found.items()
        if key not in kind.rows and (text := as_markdown(blocks, word.notes).strip())
    }
    checked = _checked(texts, kind, language, sorting.report)
    rows = {key: _rows(sorting, key, word.notes) for key in kind.rows if sorting.found.get(key)}
    return Sorted(_title(sorting, name), summary, checked, sorting.report, rows)


def _rows(sorting: _Sorting, key: str, notes: dict[str, str]) -> list[Row]:
    kind = sorting.kind.rows[key]
    model = getattr(sorting.kind.model, key).rel.related_model
    longest = model._meta.get_field(f"{kind.title}_{sorting.language}").max_length
    return rows_of(sorting.found[key], kind, sorting.language, Making(longest, notes, sorting.report))


def _title(sorting: _Sorting, name: str) -> str:
    longest = sorting.kind.model._meta.get_field("heading_fr").max_length
    if sorting.title is None:
        message = _("The file has no title: give the draft one. Until then it bears the name of the file.")
        sorting.report.told.append(message)
        return Truncator(name).chars(longest)
    title = sorting.title.plain
    if len(title) > longest:
        reason = _("The title has %(length)d characters; %(limit)d is the most: it was cut.")
        sorting.report.leave(_("Title"), reason % {"length": len(title), "limit": longest}, title)
    return Truncator(title).chars(longest)


def _summary(sorting: _Sorting) -> str:
    """Return the text before the first heading when it fits; else it stays at the beginning of the first field."""
    blocks = sorting.before
    longest = sorting.kind.model._meta.get_field("summary_fr").max_length
    words = " ".join(block.plain for block in blocks)
    if len(words) <= longest and not any(map(_has_form, blocks)):
        return words
    key = next(iter(sorting.kind.sections))
    sorting.found[key] = [*blocks, *sorting.found.get(key, [])]
    message = _("The text before the first heading does not fit the summary (%(limit)d characters): see “%(field)s”.")
    heading = sorting.kind.sections[key][sorting.language]
    sorting.report.told.append(message % {"limit": longest, "field": heading})
    return ""


def _has_form(block: Block) -> bool:
    """Whether a block says more than its words: an item, a table, a link or a note."""
    return block.place is not None or any(mark in block.text for mark in ("](", "[^", "\n|"))


def _tell_headings(sorting: _Sorting) -> None:
    tell: Callable[[str], None] = sorting.report.told.append
    for heading in sorting.unknown:
        tell(_("“%(heading)s” names no field: it is a heading within the field before it.") % {"heading": heading})
    if sorting.foreign:
        message = _("These headings are in the other language: %(headings)s. Look whether the language is right.")
        tell(message % {"headings": ", ".join(f"“{each}”" for each in sorting.foreign)})


def _checked(texts: dict[str, str], kind: WordKind, language: str, report: Report) -> dict[str, str]:
    """Return the texts that can be shown; the others stay in the report, whole."""
    taken = {}
    for key, text in texts.items():
        try:
            check(text)
        except ValidationError as refused:
            report.leave(kind.sections[key][language], " ".join(refused.messages), text)
        else:
            taken[key] = text
    return taken
