"""The tables of a Word file: as a table of Markdown, or as a list when nobody could read one so wide."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from exchange.word.parts import W, value

#: Wider tables are not read on a page; each of their rows becomes an item of a list.
MOST_COLUMNS = 20
MOST_SPAN = 63


def grid(table: Element, cell_text: Callable[[Element], str]) -> list[list[str]]:
    """Return the cells by row; the places that a wide or a high cell covers are empty. Rows without text are left out.

    A merged cell says its words once, where it begins.
    """
    rows = [
        [text for cell in _nearest(row, f"{W}tc") for text in _covered(cell, cell_text)]
        for row in _nearest(table, f"{W}tr")
    ]
    filled = [row for row in rows if any(row)]
    width = max(map(len, filled), default=0)
    return [row + [""] * (width - len(row)) for row in filled]


def _nearest(element: Element, tag: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row; those of a table within a cell are the cell's own matter."""
    for each in element:
        if each.tag == tag:
            yield each
        elif each.tag != f"{W}tbl":
            yield from _nearest(each, tag)


def _covered(cell: Element, cell_text: Callable[[Element], str]) -> list[str]:
    span = value(cell, "tcPr/gridSpan")
    width = min(int(span), MOST_SPAN) if span.isdigit() and int(span) else 1
    return [cell_text(cell), *[""] * (width - 1)]


def table(rows: list[list[str]]) -> tuple[str, bool]:
    """Return rows as Markdown, the first one as the header, and whether they were too wide for a table."""
    if not rows:
        return "", False
    if len(rows[0]) > MOST_COLUMNS:
        return "\n\n".join("; ".join(filter(None, row)) for row in rows), True
    head, *body = rows
    return "\n".join([_line(head), _line(["---"] * len(head)), *map(_line, body)]), False


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
