"""The parts of a Word file: XML files in an archive, read without anything that XML could start or unfold."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import IO, Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LARGEST_PART = 20 * 1024 * 1024
#: Word itself writes some forty levels; deeper ones are made to exhaust whoever reads them.
DEEPEST = 400

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
#: The “strict” form of the format has the same elements under other names.
STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R[1:-1].encode(),
}
DOCUMENT = "word/document.xml"


class _Builder(TreeBuilder):
    """Builds a tree that is not too deep, of XML that declares nothing."""

    depth = 0

    def doctype(self, *_declared: Any) -> None:
        raise ValidationError(damaged())

    def start(self, tag: Any, attrs: Any, /) -> Element:
        self.depth += 1
        if self.depth > DEEPEST:
            raise ValidationError(damaged())
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        self.depth -= 1
        return super().end(tag)


class Parts:
    """The parts of one file by their names. Raises ValidationError for what cannot be read."""

    def __init__(self, file: IO[bytes]) -> None:
        try:
            self._archive = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, OSError, ValueError) as error:
            raise ValidationError(damaged()) from error
        self._names = set(self._archive.namelist())

    def document(self) -> Element:
        """Return the text of the file."""
        root = self.part(DOCUMENT)
        body = root.find(f"{W}body") if root is not None else None
        if body is None:
            raise ValidationError(damaged())
        return body

    def part(self, name: str) -> Element | None:
        """Return the tree of a part; None when the file has no such part."""
        if name not in self._names:
            return None
        try:
            if self._archive.getinfo(name).file_size > LARGEST_PART:
                raise ValidationError(_("The text of this file is too long: divide it into several files."))
            return _tree(self._archive.read(name))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, ParseError) as error:
            raise ValidationError(damaged()) from error

    def like(self, start: str) -> Iterator[Element]:
        """Yield the parts whose names begin like this: a file has several headers."""
        for name in sorted(self._names):
            found = self.part(name) if name.startswith(start) and name.endswith(".xml") else None
            if found is not None:
                yield found

    def targets(self, of: str = "document") -> dict[str, str]:
        """Return where the links of a part lead, by their keys; only what leads out of the file."""
        root = self.part(f"word/_rels/{of}.xml.rels")
        found = () if root is None else root
        return {each.get("Id", ""): each.get("Target", "") for each in found if each.get("TargetMode") == "External"}


def _tree(data: bytes) -> Element:
    for strict, usual in STRICT.items():
        data = data.replace(strict, usual)
    # A declaration, the only way to make XML unfold, ends the reading.
    parser = XMLParser(target=_Builder())  # noqa: S314
    parser.feed(data)
    root: Element = parser.close()
    return root


def value(element: Element | None, path: str) -> str:
    """Return what the element at a path below says, in Word's own manner: in an attribute called “val”."""
    found = element.find("/".join(f"{W}{name}" for name in path.split("/"))) if element is not None else None
    return found.get(f"{W}val", "") if found is not None else ""


def is_on(element: Element | None, name: str) -> bool:
    """Whether a property is switched on: it is when it stands there, unless it says no."""
    found = element.find(f"{W}{name}") if element is not None else None
    return found is not None and found.get(f"{W}val", "1") not in ("0", "false", "off", "none")


def damaged() -> str:
    return _("This file is damaged: it cannot be opened.")
