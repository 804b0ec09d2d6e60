"""What a translator is given: every text of a record in one language, beside what the other language says so far."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Any

import languages
from portal.language_state import text_label, texts

_DIGEST = 10
_KEY = re.compile(rf"([a-z_]+(?:\.\d{{1,4}}\.[a-z_]+)?) ([0-9a-f]{{{_DIGEST}}}) ([0-9a-f]{{{_DIGEST}}})")
_HEAD = re.compile(r"([A-Z]{2,3}-\d{4}-\d{3,9}) ([a-z]{2})→([a-z]{2})")


@dataclass(frozen=True)
class Passage:
    """One text; ``name`` is that of ``portal.language_state``. The digests are of both texts as they were given out."""

    name: str
    label: str
    source: str
    target: str
    source_digest: str
    target_digest: str

    @property
    def key(self) -> str:
        return f"{self.name} {self.source_digest} {self.target_digest}"


@dataclass(frozen=True)
class Sheet:
    """The texts of one record, from one language to the other one."""

    reference: str
    source: str
    target: str
    passages: tuple[Passage, ...]

    @property
    def head(self) -> str:
        return f"{self.reference} {self.source}→{self.target}"


def digest(text: str) -> str:
    """Return a short fingerprint of a text; line ends and the blanks around it do not count."""
    return hashlib.sha256(tidy(text).encode()).hexdigest()[:_DIGEST]


def tidy(text: str) -> str:
    """Return a text as the file can hold it: lines end alike, none ends in blanks."""
    return "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").replace("\t", " ").split("\n")).strip()


def sheet_of(page: Any, target: str) -> Sheet:
    """Return what there is to translate in a version of a record."""
    source = languages.other(target)
    there, here = texts(page, source), texts(page, target)
    passages = [_passage(page, name, text, here[name], target) for name, text in there.items() if text]
    return Sheet(page.reference, source, target, tuple(passages))


def _passage(page: Any, name: str, there: str, here: str, target: str) -> Passage:
    return Passage(name, text_label(page, name, target), tidy(there), tidy(here), digest(there), digest(here))


def read_head(text: str) -> tuple[str, str, str] | None:
    """Return (reference, from, to) of the first cell of a table, None when it is no such table."""
    found = _HEAD.fullmatch(" ".join(text.split()))
    known = found and {found[2], found[3]} == set(languages.CODES)
    return (found[1], found[2], found[3]) if found and known else None


def read_key(text: str) -> tuple[str, str, str] | None:
    """Return (name, digest of the source, digest of the target) of the first cell of a row."""
    found = _KEY.fullmatch(" ".join(text.split()))
    return (found[1], found[2], found[3]) if found else None
