"""The streams of terms that every engine indexes of a document: the same ones, so that the same is found."""

from __future__ import annotations

from typing import NamedTuple

from search.analysis import Columns, analyzer

#: Each is rated by itself: a long body, or a longer file, does not weigh on how the words of a title count.
ZONES = ("title", "body", "file")
STREAMS = Columns._fields
LONGEST_OPENING = 400  # characters


class Streams(NamedTuple):
    """The terms of one document.

    ``lead`` holds stems and parts of the summary and the headings: they say more than the body, in which they stand
    too, and less than the title. ``file`` is of what is attached, None where nothing is.
    """

    title: Columns
    lead: str
    body: Columns
    file: Columns | None


def streams(language: str, *, title: str, lead: str, body: str, files: str = "") -> Streams:
    """Return the streams of a document; where it has no lead, its first paragraph is taken for one."""
    read = analyzer(language)
    first, rest = read.columns(lead or opening(body)), read.columns(body)
    both = Columns(*(f"{before} {after}".strip() for before, after in zip(first, rest, strict=True)))
    in_files = read.columns(files) if files else None
    return Streams(read.columns(title), f"{first.stem} {first.parts}".strip(), both, in_files)


def opening(body: str) -> str:
    """Return the first paragraph of a text, or the beginning of a long one."""
    return body.strip().partition("\n")[0][:LONGEST_OPENING]
