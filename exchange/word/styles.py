"""What a paragraph is: a title, a heading of some level, an item of a list, or text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from exchange.word.parts import Parts, W, value

TITLE = 0
TEXT = None
_HEADING = re.compile(r"heading ([1-9])")
_DEEPEST = 9
#: How many styles one may build on another: a circle of them would have no end.
_LONGEST_CHAIN = 20


@dataclass(frozen=True)
class Place:
    """Where an item stands in a list; ``list`` tells one list from another."""

    list: str
    level: int
    numbered: bool


@dataclass(frozen=True)
class Styles:
    """The styles and lists of one file: ``levels`` by style (0 for a title), ``items`` by style, ``numbered`` lists."""

    levels: dict[str, int] = field(default_factory=dict)
    items: dict[str, tuple[str, int]] = field(default_factory=dict)
    numbered: dict[tuple[str, int], bool] = field(default_factory=dict)

    @classmethod
    def of(cls, parts: Parts) -> Styles:
        root = parts.part("word/styles.xml")
        styles = {} if root is None else {each.get(f"{W}styleId", ""): each for each in root.iter(f"{W}style")}
        levels: dict[str, int] = {}
        items: dict[str, tuple[str, int]] = {}
        for key, style in styles.items():
            chain = _chain(style, styles)
            level = next((found for each in chain if (found := _level(each)) is not None), None)
            if level is not None:
                levels[key] = level
            item = next((place for each in chain if (place := _item(each.find(f"{W}pPr")))), None)
            if item and level is None:
                items[key] = item
        return cls(levels, items, dict(_numbered(parts.part("word/numbering.xml"))))

    def level(self, paragraph: Element) -> int | None:
        """Return 0 for a title, 1 to 9 for a heading, None for text."""
        properties = paragraph.find(f"{W}pPr")
        outline = value(properties, "outlineLvl")
        if outline.isdigit() and int(outline) < _DEEPEST:
            return int(outline) + 1
        return self.levels.get(value(properties, "pStyle"))

    def place(self, paragraph: Element) -> Place | None:
        """Return where a paragraph stands in a list; None when it is in none."""
        properties = paragraph.find(f"{W}pPr")
        style = self.items.get(value(properties, "pStyle"))
        item = _item(properties, style) if value(properties, "numPr/numId") else style
        if not item or item[0] == "0":
            return None
        return Place(item[0], item[1], self.numbered.get(item, False))


def _chain(style: Element, styles: dict[str, Element]) -> list[Element]:
    chain = [style]
    while len(chain) < _LONGEST_CHAIN and (base := styles.get(value(chain[-1], "basedOn"))) is not None:
        chain.append(base)
    return chain


def _level(style: Element) -> int | None:
    name = value(style, "name").lower()
    if name == "title":
        return TITLE
    heading = _HEADING.fullmatch(name)
    outline = value(style, "pPr/outlineLvl")
    if heading:
        return int(heading[1])
    return int(outline) + 1 if outline.isdigit() and int(outline) < _DEEPEST else None


def _item(properties: Element | None, style: tuple[str, int] | None = None) -> tuple[str, int] | None:
    key, level = value(properties, "numPr/numId"), value(properties, "numPr/ilvl")
    if not key:
        return None
    return key, int(level) if level.isdigit() else (style[1] if style else 0)


def _numbered(root: Element | None) -> list[tuple[tuple[str, int], bool]]:
    """Return for each level of each list whether it counts."""
    if root is None:
        return []
    kinds = {}
    for abstract in root.iter(f"{W}abstractNum"):
        levels = {int(each.get(f"{W}ilvl", "0")): value(each, "numFmt") for each in abstract.iter(f"{W}lvl")}
        kinds[abstract.get(f"{W}abstractNumId", "")] = levels
    found = []
    for one in root.iter(f"{W}num"):
        levels = kinds.get(value(one, "abstractNumId"), {})
        for level, form in levels.items():
            found.append(((one.get(f"{W}numId", ""), level), form not in ("bullet", "none", "")))
    return found
