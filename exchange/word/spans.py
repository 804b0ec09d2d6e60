"""The words of a paragraph as Markdown: bold, italic, links and notes; signs that would mean something are escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from xml.etree.ElementTree import Element

from exchange.word.parts import R, W, is_on, value
from exchange.word.raised import raised

_SIGNS = re.compile(r"[\\`*\[\]|]|(?<!\w)_|_(?!\w)|(?<=\])\(")
_LINE_START = re.compile(r"(?m)^(\s*)(#{1,6}(?=\s)|>|[-+](?=\s)|-{3,})")
_NUMBER_START = re.compile(r"(?m)^(\s*\d{1,9})([.)])(?=\s)")
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>]+", re.IGNORECASE)
_FIELD = re.compile(r'\s*HYPERLINK\s+"([^"]+)"', re.IGNORECASE)
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_PICTURES = {f"{W}drawing", f"{W}pict", f"{W}object"}
_SIGN_OF = {f"{W}tab": " ", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011"}
_LEFT_OUT = {f"{W}del", f"{W}moveFrom"}
_ADDED = {f"{W}ins", f"{W}moveTo"}
_TEXT_BOX = f"{W}txbxContent"


@dataclass(frozen=True)
class Span:
    """Some words that look the same; ``raw`` is Markdown already."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    raw: bool = False


@dataclass
class Seen:
    """What was met on the way that a text cannot hold."""

    pictures: int = 0
    added: int = 0
    removed: int = 0
    struck: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)


@dataclass
class Reader:
    """Reads paragraphs; ``targets`` are the links of the file by key. ``seen`` grows as it reads."""

    targets: dict[str, str]
    seen: Seen
    _fields: list[str] = field(default_factory=list)
    _struck: list[str] = field(default_factory=list)

    def spans(self, paragraph: Element) -> list[Span]:
        """Return the words of a paragraph in order."""
        # A field may begin in one paragraph and end in another, but a link does not.
        self._fields.clear()
        spans = list(self._inside(paragraph, ""))
        if struck := " ".join("".join(self._struck).split()):
            self.seen.struck.append(struck)
        self._struck.clear()
        return spans

    def _inside(self, element: Element, link: str) -> Iterator[Span]:
        for child in element:
            yield from self._one(child, link)

    def _one(self, child: Element, link: str) -> Iterator[Span]:
        if child.tag == f"{W}r":
            yield from self._run(child, link)
        elif child.tag in _LEFT_OUT:
            self.seen.removed += 1
        elif child.tag == f"{W}hyperlink":
            yield from self._inside(child, _address(self.targets.get(child.get(f"{R}id", ""), "")) or link)
        elif child.tag == f"{W}fldSimple":
            yield from self._inside(child, _field_link(child.get(f"{W}instr", "")) or link)
        elif child.tag == f"{_MC}AlternateContent":
            # The same thing for newer and for older programs.
            yield from self._inside(child[0], link) if len(child) else ()
        elif child.tag == f"{_MATH}t":
            yield Span(child.text or "")
        elif child.tag != f"{W}pPr":
            self.seen.added += child.tag in _ADDED
            yield from self._inside(child, link)

    def _run(self, run: Element, link: str) -> Iterator[Span]:
        properties = run.find(f"{W}rPr")
        bold, italic = is_on(properties, "b"), is_on(properties, "i")
        is_struck = is_on(properties, "strike") or is_on(properties, "dstrike")
        for child in run:
            self._follow_field(child)
            if child.tag == f"{W}t" or child.tag in _SIGN_OF:
                text = raised(_SIGN_OF.get(child.tag) or child.text or "", value(properties, "vertAlign"))
                if is_struck:
                    self._struck.append(text)
                else:
                    yield Span(text, bold, italic, link or self._field_link())
            elif child.tag == f"{W}br":
                yield Span("\n" if child.get(f"{W}type", "textWrapping") == "textWrapping" else " ")
            elif child.tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                kind = "f" if child.tag == f"{W}footnoteReference" else "e"
                yield Span(f"[^{kind}{child.get(f'{W}id', '')}]", raw=True)
            elif child.tag in _PICTURES or child.tag == f"{_MC}AlternateContent":
                self._see(child)

    def _see(self, drawing: Element) -> None:
        """Count a picture; a box with text is read later, once of the two forms in which Word may write it."""
        box = next(drawing.iter(_TEXT_BOX), None)
        if box is not None:
            self.seen.boxes.append(box)
        else:
            self.seen.pictures += 1

    def _follow_field(self, child: Element) -> None:
        if child.tag == f"{W}fldChar":
            kind = child.get(f"{W}fldCharType")
            if kind == "begin":
                self._fields.append("")
            elif kind == "end" and self._fields:
                self._fields.pop()
        elif child.tag == f"{W}instrText" and self._fields:
            self._fields[-1] += child.text or ""

    def _field_link(self) -> str:
        return next((found for code in self._fields if (found := _field_link(code))), "")


def _field_link(code: str) -> str:
    found = _FIELD.match(code)
    return _address(found[1]) if found else ""


def _address(target: str) -> str:
    return target.strip() if _ADDRESS.fullmatch(target.strip()) else ""


def plain(spans: list[Span]) -> str:
    """Return the words without any form, on one line."""
    return " ".join("".join(span.text for span in spans if not span.raw).split())


def markdown(spans: list[Span]) -> str:
    """Return the words as Markdown; a line break within a paragraph stays one."""
    pieces = []
    for (bold, italic, link, raw), run in groupby(spans, lambda span: (span.bold, span.italic, span.link, span.raw)):
        text = "".join(span.text for span in run)
        pieces.append(text if raw else _formed(text, "**" * bold + "*" * italic, link))
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    text = "  \n".join(line for line in lines if line)
    return _NUMBER_START.sub(r"\1\\\2", _LINE_START.sub(r"\1\\\2", text))


def _formed(text: str, marks: str, link: str) -> str:
    words = text.strip()
    if not words or not (marks or link):
        return escaped(text)
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    inner = escaped(" ".join(words.split()) if link or marks else words)
    if link and link.rstrip("/") != words.rstrip("/"):
        inner = f"[{inner}](<{link}>)" if "(" in link or ")" in link else f"[{inner}]({link})"
    elif link:
        inner = link
    return f"{before}{marks}{inner}{marks}{after}"


def escaped(text: str) -> str:
    """Return text in which no sign means anything to Markdown, except a web address, which becomes a link."""
    pieces, end = [], 0
    for found in re.finditer(r"https?://\S+", text):
        pieces += [_SIGNS.sub(r"\\\g<0>", text[end : found.start()]), found[0]]
        end = found.end()
    return "".join([*pieces, _SIGNS.sub(r"\\\g<0>", text[end:])])
