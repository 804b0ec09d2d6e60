"""What a Markdown text may point at inside the portal, and who turns that into addresses.

A target is a record's reference (``GT-2024-003``), a document (``doc:12``) or an image (``image:5``). Targets never
change, addresses do; so texts hold targets, and a `Links` object says what they mean for one reader.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

# Nine digits at most: a longer number would not fit the database's keys and make the query itself fail.
TARGET = re.compile(r"[A-Z]{2,3}-[0-9]{4}-[0-9]{3,9}|(?:doc|image):[0-9]{1,9}")
_LINKED = re.compile(rf"\]\(\s*<?({TARGET.pattern})(?=[\s>)])")


@dataclass(frozen=True)
class Link:
    """Where a record or document is found; `label` stands in when the author gave no text."""

    url: str
    label: str = ""


@dataclass(frozen=True)
class Picture:
    """An image ready to be shown: address, size in pixels, and the alternative text kept with the image."""

    url: str
    width: int
    height: int
    alt: str = ""


class Links(Protocol):
    """Answers for one reader in one language; None is "no such thing, or not for this reader"."""

    def link(self, target: str) -> Link | None:
        """What `GT-2024-003` or `doc:12` leads to."""

    def picture(self, target: str) -> Picture | None:
        """What `image:5` shows."""


class NoLinks:
    """Knows no target: every internal link becomes plain text."""

    def link(self, target: str) -> Link | None:
        """Nothing."""
        return None

    def picture(self, target: str) -> Picture | None:
        """Nothing."""
        return None


def targets_in(texts: Iterable[str]) -> frozenset[str]:
    """Every target the texts may point at, read without rendering; may hold a few that only look like links."""
    return frozenset(target for text in texts for target in _LINKED.findall(text))
