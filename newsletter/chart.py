"""A chart of columns, one per month, with a part per language: where each part stands in a drawing of fixed size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from newsletter.figures import Month

WIDTH, HEIGHT = 720, 220
GAP = 12


@dataclass(frozen=True)
class Part:
    """A rectangle; ``tone`` is the place of its language."""

    x: int
    y: int
    width: int
    height: int
    tone: int


@dataclass(frozen=True)
class Bar:
    """A column of parts above the day it stands for."""

    day: date
    middle: int
    parts: list[Part]


def bars(months: Sequence[Month]) -> list[Bar]:
    """Return the columns, the highest of which fills the drawing."""
    highest = max((sum(cell.drawn for cell in month.cells) for month in months), default=0) or 1
    step = WIDTH // max(len(months), 1)
    found = []
    for place, month in enumerate(months):
        left, bottom, parts = place * step + GAP // 2, HEIGHT, []
        for tone, cell in enumerate(month.cells):
            height = round(cell.drawn * HEIGHT / highest)
            bottom -= height
            parts.append(Part(left, bottom, step - GAP, height, tone))
        found.append(Bar(month.day, left + (step - GAP) // 2, parts))
    return found
