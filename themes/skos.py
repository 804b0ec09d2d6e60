"""The integrity rules of SKOS labels, for rows of a form as for rows of a file.

At most one preferred label per language, and no label twice in a language
(https://www.w3.org/TR/skos-reference/#labels, S13 and S14); both languages have a preferred label.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

import languages


@dataclass(frozen=True)
class LabelRow:
    language: str
    kind: str
    text: str


def folded(text: str) -> str:
    """Return the form in which two labels are compared: case and blanks do not tell them apart, accents do."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def same(one: str, another: str) -> bool:
    return folded(one) == folded(another)


def problems(rows: Iterable[LabelRow]) -> list[str]:
    """Return what is wrong with the labels of one theme, as sentences in the active language."""
    found: list[str] = []
    preferred: set[str] = set()
    seen: set[tuple[str, str]] = set()
    for row in rows:
        if row.kind == "preferred":
            if row.language in preferred:
                found.append(_("There is more than one preferred label in the language “%s”.") % row.language)
            preferred.add(row.language)
        key = (row.language, folded(row.text))
        if key in seen:
            found.append(_("The label “%s” stands twice in the same language.") % row.text)
        seen.add(key)
    missing = [language.name for language in languages.LANGUAGES if language.code not in preferred]
    return found + [_("The preferred label in the language “%s” is missing.") % name for name in missing]
