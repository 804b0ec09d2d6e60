"""The body of a file whose level-2 headings say which field the text below them belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from django.utils.translation import gettext as _

from exchange.errors import Problem, Problems
from exchange.front_matter import Document, Entry
from exchange.schema import BODY

_HEADING = re.compile(r" {0,3}##(?!#)[ \t]*(?P<text>.*?)[ \t]*#*[ \t]*")
_FENCE = re.compile(r" {0,3}(?P<marks>`{3,}|~{3,})(?P<rest>.*)")
_APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ‘´`", "'"))


class _Section(NamedTuple):
    heading: str
    line: int
    lines: list[str]


def split(
    document: Document, language: str, sections: Mapping[str, Mapping[str, str]], problems: Problems
) -> dict[str, Entry]:
    """Return the texts below the headings by their key; whatever stands below no known heading is a problem."""
    keys = {_folded(headings[language]): key for key, headings in sections.items()}
    found: dict[str, Entry] = {}
    for section in _sections(document):
        key = keys.get(_folded(section.heading))
        message = _complaint(section, key, found, [headings[language] for headings in sections.values()])
        if message:
            problems.add(Problem(document.file, section.line, BODY, message))
        elif key:
            found[key] = _entry(key, section)
    return {key: entry for key, entry in found.items() if entry.value}


def _folded(heading: str) -> str:
    return " ".join(heading.translate(_APOSTROPHES).casefold().split())


def _complaint(section: _Section, key: str | None, found: Mapping[str, Entry], known: list[str]) -> str:
    if not section.heading:
        return _("This text stands below none of the headings: %(headings)s.") % {"headings": ", ".join(known)}
    place = {"heading": section.heading[:100], "headings": ", ".join(known)}
    if key is None:
        return _("“%(heading)s” is not one of the headings: %(headings)s.") % place
    return _("The heading “%(heading)s” stands twice.") % place if key in found else ""


def _entry(key: str, section: _Section) -> Entry:
    empty = next((number for number, line in enumerate(section.lines) if line.strip()), 0)
    return Entry(key, section.line + 1 + empty, "\n".join(section.lines).strip("\n") or None, below=True)


def _sections(document: Document) -> Iterator[_Section]:
    """Yield what stands below each heading, with its line; what comes before the first one has no heading."""
    section = _Section("", document.body_line, [])
    fence = ""
    for number, line in enumerate(document.body.split("\n"), start=document.body_line):
        heading = None if fence else _HEADING.fullmatch(line)
        if heading:
            if section.heading or any(map(str.strip, section.lines)):
                yield section
            section = _Section(heading["text"], number, [])
            continue
        section.lines.append(line)
        fence = _fence_after(line, fence)
    if section.heading or any(map(str.strip, section.lines)):
        yield section


def _fence_after(line: str, fence: str) -> str:
    """Return the marks of the fence that is open after a line: headings within a block of code are none."""
    found = _FENCE.fullmatch(line)
    if not found:
        return fence
    if not fence:
        return found["marks"]
    closes = found["marks"][0] == fence[0] and len(found["marks"]) >= len(fence) and not found["rest"].strip()
    return "" if closes else fence
