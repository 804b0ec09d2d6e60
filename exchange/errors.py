"""What is wrong with files that somebody wants to load: told with its place, and all at once."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

SHOWN = 100


@dataclass(frozen=True)
class Problem:
    """One thing to put right.

    ``line`` counts from 1, 0 for the file as a whole. ``key`` is a key of the front matter (``steps.2.title``: the
    second row counts as 2) or the name of a CSV column; ``column`` is the number of that column, from 1.
    """

    file: str
    line: int
    key: str
    message: str
    column: int = 0

    def __str__(self) -> str:
        place = [self.file]
        if self.line:
            place.append(_("line %(line)d") % {"line": self.line})
        if self.column:
            place.append(_("column %(column)d") % {"column": self.column})
        if self.key:
            place.append(self.key)
        return f"{', '.join(place)}: {self.message}"


@dataclass
class Problems:
    """Collects what is wrong; keeps the first hundred and counts the others, so that no bundle fills the memory."""

    shown: list[Problem] = field(default_factory=list)
    count: int = 0

    def add(self, problem: Problem) -> None:
        self.count += 1
        if len(self.shown) < SHOWN:
            self.shown.append(problem)

    def refuse(self) -> None:
        """Raise BundleRefused when anything was added."""
        if self.count:
            raise BundleRefused(tuple(self.shown), self.count)


class BundleRefused(Exception):
    """Nothing was changed, because of ``problems``; ``count`` may be more than are kept."""

    def __init__(self, problems: tuple[Problem, ...], count: int) -> None:
        self.problems = problems
        self.count = count
        super().__init__(str(self))

    def __str__(self) -> str:
        lines = [str(problem) for problem in self.problems]
        hidden = self.count - len(self.problems)
        if hidden:
            more = ngettext("and %(count)d more problem", "and %(count)d more problems", hidden)
            lines.append(more % {"count": hidden})
        return "\n".join(lines)
