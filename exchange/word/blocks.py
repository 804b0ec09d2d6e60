"""A Word file as a row of blocks: headings, paragraphs, lists and tables, each as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO
from xml.etree.ElementTree import Element

from django.core.exceptions import ValidationError

from exchange.word.parts import Parts, W, damaged
from exchange.word.spans import Reader, Seen, Span, markdown, plain
from exchange.word.styles import Place, Styles
from exchange.word.tables import grid, table

_DEEPEST_LIST = 6
_TYPED_BULLET = re.compile(r"[•▪◦‣·]\s+")
#: Word keeps the lines above the notes as notes of these kinds.
_NO_NOTE = ("separator", "continuationSeparator", "continuationNotice")
_NOTE_MARK = re.compile(r"\[\^([fe]-?\d+)\]")


@dataclass(frozen=True)
class Block:
    """A piece of the text; ``level`` is 0 for a title, 1 to 9 for a heading, None for what stands below them.

    ``plain`` are the words alone; ``strong`` says that all of them are bold, as in a heading that was made by hand.
    """

    text: str
    plain: str
    level: int | None = None
    strong: bool = False
    place: Place | None = None


@dataclass
class WordText:
    """What a Word file holds; ``notes`` by their marks, ``comments`` and ``margins`` (headers, footers) in words."""

    blocks: list[Block]
    notes: dict[str, str]
    comments: list[str]
    margins: list[str]
    wide_tables: list[int] = field(default_factory=list)
    seen: Seen = field(default_factory=Seen)


def read(file: IO[bytes]) -> WordText:
    """Return what a Word file holds. Raises ValidationError, in the active language, for one that cannot be read."""
    try:
        return _Walk(Parts(file)).text()
    except RecursionError as error:
        raise ValidationError(damaged()) from error


class _Walk:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._styles = Styles.of(parts)
        self._seen = Seen()
        self._reader = Reader(parts.targets(), self._seen)
        self._wide: list[int] = []

    def text(self) -> WordText:
        blocks = list(self._blocks(self._parts.document()))
        notes = {**self._notes("footnote"), **self._notes("endnote")}
        return WordText(blocks, notes, self._comments(), self._margins(), self._wide, self._seen)

    def _blocks(self, container: Element) -> Iterator[Block]:
        for child in container:
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
            elif child.tag != f"{W}sectPr":
                yield from self._blocks(child)

    def _paragraph(self, paragraph: Element) -> Iterator[Block]:
        spans = self._reader.spans(paragraph)
        boxes = list(self._seen.boxes)
        self._seen.boxes.clear()
        words = plain(spans)
        if words or any(span.raw for span in spans):
            yield self._block(paragraph, spans, words)
        for box in boxes:
            yield from self._blocks(box)

    def _block(self, paragraph: Element, spans: list[Span], words: str) -> Block:
        level = self._styles.level(paragraph)
        place = self._styles.place(paragraph) if level is None else None
        if level is None and place is None and _TYPED_BULLET.match(words):
            return Block(_without_bullet(spans), words, place=Place("typed", 0, False))
        strong = all(span.bold for span in spans if span.text.strip() and not span.raw)
        return Block(markdown(spans), words, level, strong, place)

    def _table(self, element: Element) -> Iterator[Block]:
        rows = grid(element, self._cell)
        if len(rows) == 1 and len(rows[0]) == 1:
            # A frame around some text, not a table.
            for cell in element.iter(f"{W}tc"):
                yield from self._blocks(cell)
                return
        text, is_wide = table(rows)
        if is_wide:
            self._wide.append(max(map(len, rows)))
        if text:
            yield Block(text, text)

    def _cell(self, cell: Element) -> str:
        """Return what stands in a cell on one line; what a table within it says included."""
        pieces = []
        for paragraph in cell.iter(f"{W}p"):
            text = markdown(self._reader.spans(paragraph)).replace("  \n", " ")
            self._seen.boxes.clear()
            pieces += [text] if text else []
        return " ".join(piece if piece[-1] in ".:;!?," else f"{piece};" for piece in pieces).removesuffix(";")

    def _notes(self, kind: str) -> dict[str, str]:
        root = self._parts.part(f"word/{kind}s.xml")
        reader = Reader(self._parts.targets(f"{kind}s"), self._seen)
        notes = [] if root is None else [each for each in root if each.get(f"{W}type", "") not in _NO_NOTE]
        return {f"{kind[0]}{each.get(f'{W}id', '')}": _joined(reader, each) for each in notes}

    def _comments(self) -> list[str]:
        root = self._parts.part("word/comments.xml")
        reader = Reader({}, Seen())
        return [] if root is None else [text for each in root if (text := _words(reader, each))]

    def _margins(self) -> list[str]:
        roots = [*self._parts.like("word/header"), *self._parts.like("word/footer")]
        texts = (_words(Reader({}, Seen()), root) for root in roots)
        # A number of a page is no text.
        return [text for text in dict.fromkeys(texts) if any(map(str.isalpha, text))]


def _without_bullet(spans: list[Span]) -> str:
    text = markdown(spans)
    return _TYPED_BULLET.sub("", text, count=1)


def _joined(reader: Reader, element: Element) -> str:
    texts = (markdown(reader.spans(each)).replace("  \n", " ") for each in element.iter(f"{W}p"))
    return " ".join(text for text in texts if text)


def _words(reader: Reader, element: Element) -> str:
    texts = (plain(reader.spans(each)) for each in element.iter(f"{W}p"))
    return " ".join(text for text in texts if text)


def as_markdown(blocks: list[Block], notes: dict[str, str]) -> str:
    """Return blocks as one text, with the notes that they name at its end."""
    items = _Items()
    pieces: list[str] = []
    for block in blocks:
        is_next = block.place is not None and items.goes_on(block.place)
        text = items.laid_out(block.text, block.place) if block.place else block.text
        if block.place is None:
            items = _Items()
        pieces.append(text if is_next or not pieces else f"\n{text}")
    text = "\n".join(pieces)
    said = [f"[^{mark}]: {notes[mark]}" for mark in dict.fromkeys(_NOTE_MARK.findall(text)) if notes.get(mark)]
    text = _NOTE_MARK.sub(lambda found: found[0] if notes.get(found[1]) else "", text)
    return "\n\n".join([text, "\n".join(said)] if said else [text])


class _Items:
    """Lays out the items of the lists that follow each other; no item is more than a level below the one before it."""

    def __init__(self) -> None:
        self._counts: list[int] = []
        self._top: tuple[str, bool] | None = None

    def goes_on(self, place: Place) -> bool:
        """Whether an item belongs to the list that the items before it are in."""
        return bool(self._counts) and (place.level > 0 or self._top == (place.list, place.numbered))

    def laid_out(self, text: str, place: Place) -> str:
        if not self.goes_on(place):
            self._counts, self._top = [], (place.list, place.numbered)
        level = min(place.level, len(self._counts), _DEEPEST_LIST)
        self._counts[level:] = [(self._counts[level] if level < len(self._counts) else 0) + 1]
        lead = "    " * level
        marker = f"{self._counts[level]}." if place.numbered else "-"
        return f"{lead}{marker} " + text.replace("\n", f"\n{lead}    ")
