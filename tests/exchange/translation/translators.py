"""A translator at work: opens the Word file, writes in its last column, saves it."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from exchange.word.parts import DOCUMENT, W


def parsed(text: str) -> Element:
    return ElementTree.fromstring(text)  # noqa: S314 - written by the portal, or by the test itself


def document(content: bytes) -> Element:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return parsed(archive.read(DOCUMENT).decode())


def with_document(content: bytes, root: Element | str) -> bytes:
    text = root if isinstance(root, str) else ElementTree.tostring(root, encoding="unicode")
    held = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(name, text if name == DOCUMENT else before.read(name))
    return held.getvalue()


def words(cell: Element) -> str:
    return "\n".join("".join(each.text or "" for each in line.iter(f"{W}t")) for line in cell.iter(f"{W}p"))


def rows(root: Element) -> Iterator[list[Element]]:
    for row in root.iter(f"{W}tr"):
        yield list(row.iter(f"{W}tc"))


def table(content: bytes) -> dict[str, list[str]]:
    """Return label, text given and text wanted of each row, by the name of the text."""
    found = [[words(cell) for cell in cells] for cells in rows(document(content))]
    return {cells[0].split(" ")[0]: cells[1:] for cells in found[1:]}


def paragraph(text: str, form: str = "") -> Element:
    line = f'<w:p xmlns:w="{W[1:-1]}">{form}<w:r><w:t xml:space="preserve"></w:t></w:r></w:p>'
    element = parsed(line)
    next(element.iter(f"{W}t")).text = text
    return element


def translated(content: bytes, **texts: Any) -> bytes:
    """Return the file with some texts written, by name with ``__`` for a dot; an element stands for a paragraph."""
    root = document(content)
    wanted = {name.replace("__", "."): text for name, text in texts.items()}
    for cells in rows(root):
        name = words(cells[0]).split(" ")[0]
        if name in wanted:
            text = wanted.pop(name)
            for old in cells[3].findall(f"{W}p"):
                cells[3].remove(old)
            lines = [paragraph(line) for line in text.split("\n")] if isinstance(text, str) else [text]
            cells[3].extend(lines)
    assert not wanted, f"not in the file: {wanted}"
    return with_document(content, root)
