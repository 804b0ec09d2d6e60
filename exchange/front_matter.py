"""The YAML at the head of a Markdown file, read as texts that know their line.

Built from YAML events and not by a loader: no tag makes an object, an anchor is refused before it can multiply
anything, nesting stops at a fixed depth, and ``no`` or ``21004`` stay the texts that were typed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml
from django.utils.translation import gettext as _

from exchange.errors import Problem, Problems

FRONT_MATTER_LIMIT = 300_000
DEPTH_LIMIT = 4
_FENCE = "---"
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_EMPTY = ("", "~", "null")


@dataclass(frozen=True)
class Entry:
    """A value and its place: ``key`` is the dotted way to it, rows counted from 1; an empty value is None.

    ``below`` is true of a text below the front matter, whose lines are those of the file from ``line`` on.
    """

    key: str
    line: int
    value: str | list[Entry] | dict[str, Entry] | None
    below: bool = False


@dataclass(frozen=True)
class Document:
    """One file in its two parts; the lines are those of the file."""

    file: str
    entries: Mapping[str, Entry]
    body: str
    body_line: int


@dataclass
class Refused(Exception):
    line: int
    key: str
    message: str


@dataclass
class _Reader:
    events: Iterator[Any]
    first_line: int
    key: str = ""
    depth: int = field(default=0)


def read_document(text: str, file: str, problems: Problems) -> Document | None:
    """Return the parts of a Markdown file with front matter; None when a problem was added."""
    try:
        front, body, body_line = _split(text)
        return Document(file, _read_entries(front), body, body_line)
    except Refused as refused:
        problems.add(Problem(file, refused.line, refused.key, refused.message))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or getattr(error, "reason", "")
        message = _("The front matter is not valid YAML: %(reason)s") % {"reason": reason}
        problems.add(Problem(file, (mark.line if mark else 0) + 2, "", message))
    return None


def _split(text: str) -> tuple[str, str, int]:
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        raise Refused(1, "", _("The file does not begin with front matter between two lines of “---”."))
    end = next((number for number, line in enumerate(lines) if number and line.rstrip() == _FENCE), 0)
    if not end:
        raise Refused(1, "", _("The front matter is not closed by a line of “---”."))
    front = "\n".join(lines[1:end])
    if len(front) > FRONT_MATTER_LIMIT:
        limit = {"limit": FRONT_MATTER_LIMIT}
        raise Refused(1, "", _("The front matter is longer than %(limit)d characters.") % limit)
    body = "\n".join(lines[end + 1 :])
    skipped = len(body) - len(body.lstrip("\n"))
    return front, body.strip("\n"), end + 2 + skipped


def _read_entries(front: str) -> Mapping[str, Entry]:
    # The front matter stands from the second line of the file on, and marks count from 0.
    reader = _Reader(iter(yaml.parse(front + "\n", Loader=_LOADER)), first_line=2)
    next(reader.events)
    if isinstance(next(reader.events), yaml.StreamEndEvent):
        return {}
    root = _entry(reader, next(reader.events), "", 2)
    if not isinstance(root.value, dict):
        raise Refused(root.line, "", _("The front matter is not a list of keys with values."))
    next(reader.events)
    following = next(reader.events)
    if not isinstance(following, yaml.StreamEndEvent):
        raise Refused(_line(reader, following), "", _("The front matter holds more than one YAML document."))
    return root.value


def _line(reader: _Reader, event: Any) -> int:
    return int(event.start_mark.line) + reader.first_line


def _entry(reader: _Reader, event: Any, key: str, line: int) -> Entry:
    if isinstance(event, yaml.AliasEvent) or event.anchor:
        raise Refused(line, key, _("Anchors and aliases (& and *) are not allowed."))
    if event.tag:
        raise Refused(line, key, _("Tags (!) are not allowed."))
    if isinstance(event, yaml.ScalarEvent):
        plain_and_empty = event.implicit[0] and event.value.lower() in _EMPTY
        return Entry(key, line, None if plain_and_empty else event.value)
    if reader.depth == DEPTH_LIMIT:
        raise Refused(line, key, _("The lists stand more than %(limit)d deep in one another.") % {"limit": DEPTH_LIMIT})
    reader.depth += 1
    is_list = isinstance(event, yaml.SequenceStartEvent)
    entry = Entry(key, line, _items(reader, key) if is_list else _pairs(reader, key))
    reader.depth -= 1
    return entry


def _items(reader: _Reader, key: str) -> list[Entry]:
    items: list[Entry] = []
    for event in reader.events:
        if isinstance(event, yaml.SequenceEndEvent):
            break
        items.append(_entry(reader, event, f"{key}.{len(items) + 1}", _line(reader, event)))
    return items


def _pairs(reader: _Reader, key: str) -> dict[str, Entry]:
    pairs: dict[str, Entry] = {}
    for event in reader.events:
        if isinstance(event, yaml.MappingEndEvent):
            break
        line = _line(reader, event)
        if not isinstance(event, yaml.ScalarEvent) or event.anchor or event.tag:
            raise Refused(line, key, _("A key is a plain word."))
        name = f"{key}.{event.value}" if key else event.value
        if event.value in pairs:
            place = {"line": pairs[event.value].line}
            raise Refused(line, name, _("This key already stands in line %(line)d.") % place)
        pairs[event.value] = _entry(reader, next(reader.events), name, line)
    return pairs
