"""What may reach the Markdown renderer.

Python-Markdown needs time that grows with the square of some inputs, so that a few kilobytes of nested quotes or of
lines without a break can occupy a process for minutes. Text is measured here first, by scans that are linear in its
length. The limits stand far above what people write; each refusal names the line that crossed one.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MAX_CHARACTERS = 200_000
_LONGEST_RUN = 200

# Word writes a vertical tab for a line break; the others are the line ends of other systems.
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Lone surrogates cannot be stored or sent as UTF-8.
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")

_ONE_MARKER = r"(?:>|[-*+](?=\s)|[0-9]{1,9}[.)](?=\s)|\[\^[^\]\s]{1,40}\]:|:(?=\s))"
_MARKERS = re.compile(rf"(?:[ \t]*{_ONE_MARKER})*+[ \t]*+")
_MARKER = re.compile(_ONE_MARKER)
_RUN = re.compile(r"([^\w\s])\1*+")
_TICKS = re.compile(r"`++")
_EMPHASIS = re.compile(r"[*_]++")
_FENCE = re.compile(r"\s*(?:`{3}|~{3})")


class MarkdownRefused(ValidationError):
    """The text cannot be rendered in reasonable time; the message tells the author why and on which line."""


@dataclass(frozen=True, eq=False)  # as keys, limits are told apart by being different objects
class Limit:
    """The most that `measure` may find in one line, or summed over a block of lines or over the whole text."""

    code: str
    most: int
    measure: Callable[[str], int]
    message: "_StrPromise"


def _longest(pattern: re.Pattern[str], line: str) -> int:
    return max((match.end() - match.start() for match in pattern.finditer(line)), default=0)


def _run(line: str) -> int:
    return _longest(_RUN, line) if len(line) > _LONGEST_RUN else 0


def _ticks(line: str) -> int:
    return _longest(_TICKS, line) if "`" in line else 0


def _emphasis(line: str) -> int:
    return len(_EMPHASIS.findall(line)) if "*" in line or "_" in line else 0


def _columns(line: str) -> int:
    return line.count("|")


def _links(line: str) -> int:
    return line.count("](") + line.count("://")


def _notes(line: str) -> int:
    return line.count("[^")


def _fences(line: str) -> int:
    return 1 if _FENCE.match(line) else 0


def _one(_line: str) -> int:
    return 1


def _depth(line: str) -> int:
    """Quotes and lists opened on the line, plus one for each four columns of space in front of its first word."""
    match = _MARKERS.match(line)
    lead = match.group().expandtabs(4) if match else ""
    if not lead:
        return 0
    return len(_MARKER.findall(lead)) + lead.count(" ") // 4


PER_LINE = (
    Limit("line", 20_000, len, _("Line %(line)d has more than %(limit)d characters; break it into paragraphs.")),
    Limit("depth", 12, _depth, _("Line %(line)d is nested or indented more than %(limit)d levels deep.")),
    Limit("run", _LONGEST_RUN, _run, _("Line %(line)d repeats one sign more than %(limit)d times in a row.")),
    Limit("ticks", 9, _ticks, _("Line %(line)d has more than %(limit)d back-ticks in a row.")),
    Limit("columns", 100, _columns, _("Line %(line)d has a table of more than %(limit)d columns.")),
)
PER_BLOCK = (
    Limit("lines", 1_000, _one, _("Up to line %(line)d there are more than %(limit)d lines without an empty one.")),
    Limit("emphasis", 1_000, _emphasis, _("The paragraph at line %(line)d has more than %(limit)d stars.")),
)
PER_TEXT = (
    # The converter shifts the whole rest of the text for every paragraph.
    Limit("text_lines", 15_000, _one, _("Up to line %(line)d there are more than %(limit)d lines; divide the text.")),
    Limit("links", 6_000, _links, _("Up to line %(line)d there are more than %(limit)d links.")),
    Limit("notes", 1_000, _notes, _("Up to line %(line)d there are more than %(limit)d footnote marks.")),
    Limit("fences", 400, _fences, _("Up to line %(line)d there are more than %(limit)d lines that mark code.")),
)


def tidy(text: str) -> str:
    """The text with one kind of line end and without control characters.

    Control characters are dropped and not refused: authors cannot see them, and they come with what is pasted.
    """
    return _UNWANTED.sub("", _LINE_ENDS.sub("\n", text))


def check(text: str) -> None:
    """Raise `MarkdownRefused` when rendering `text` could take long; neither database nor renderer is used."""
    if len(text) > MAX_CHARACTERS:
        raise MarkdownRefused(
            _("This text has %(length)d characters; %(limit)d is the most that can be shown."),
            code="markdown_length",
            params={"length": len(text), "limit": MAX_CHARACTERS},
        )
    for number, limit in _crossed(tidy(text).split("\n")):
        raise MarkdownRefused(
            limit.message, code=f"markdown_{limit.code}", params={"line": number, "limit": limit.most}
        )


def _crossed(lines: list[str]) -> Iterator[tuple[int, Limit]]:
    """Yield (line number, limit) wherever a limit is crossed."""
    in_text = dict.fromkeys(PER_TEXT, 0)
    in_block = dict.fromkeys(PER_BLOCK, 0)
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            in_block = dict.fromkeys(PER_BLOCK, 0)
            continue
        for limit in PER_LINE:
            if limit.measure(line) > limit.most:
                yield number, limit
        for sums in (in_block, in_text):
            for limit in sums:
                sums[limit] += limit.measure(line)
                if sums[limit] > limit.most:
                    yield number, limit
