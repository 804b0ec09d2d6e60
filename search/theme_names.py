"""The themes under which a reader finds something, by all the names they go by in any language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

import languages
from languages.text import Text
from portal.per_edition import per_edition
from portal.published import Access
from portal.record_index import record_index
from portal.theme_tree import THEME, theme_tree
from search.folding import fold_text
from themes.models import Label

#: How alike two words must be for one to be offered in the place of the other, from 0 to 1.
ALIKE = 0.8
SHORTEST = 4  # letters of a word that is compared
#: Words that begin with as many equal letters are of one family: insalubre, insalubrité.
SAME_BEGINNING = 6


@dataclass(frozen=True)
class Named:
    """A theme with its label for the reader, its names and how many records stand under it.

    A name is a pair: as it is written, empty where it is not to be shown, and folded.
    """

    slug: str
    label: Text
    names: tuple[tuple[str, str], ...]
    number: int


@dataclass(frozen=True)
class NameFound:
    """A theme and the name of it that was meant, empty where that is the label itself or not to be shown."""

    theme: Named
    name: str


def themes_of(access: Access) -> list[Named]:
    """Return every theme that leads this reader to a record."""
    return per_edition(("themes", access, languages.active()), lambda: _themes_of(access))


def _themes_of(access: Access) -> list[Named]:
    branches = theme_tree(record_index(access).of(THEME))
    names = per_edition("theme-names", _names)
    return [Named(each.slug, each.label, tuple(names.get(each.slug, ())), each.number) for each in branches]


def beginning_with(starts: tuple[str, ...], access: Access, most: int) -> list[NameFound]:
    """Return the themes of which a name has, for each of ``starts``, a word that begins so; the fullest first."""
    if not starts:
        return []
    found = (_found(theme, lambda name: _begins(name, starts)) for theme in themes_of(access))
    return _best(found, most)


def near(text: str, access: Access, most: int) -> list[NameFound]:
    """Return the themes of which a name has a word like one of ``text``."""
    asked = [_Asked(word) for word in fold_text(text).split() if len(word) >= SHORTEST][:12]
    found = (_found(theme, lambda name: _is_near(name, asked)) for theme in themes_of(access)) if asked else ()
    return _best(found, most)


def _best(found: Iterable[NameFound | None], most: int) -> list[NameFound]:
    themes = [each for each in found if each]
    return sorted(themes, key=lambda each: (-each.theme.number, each.theme.slug))[:most]


def _found(theme: Named, meets: Callable[[str], bool]) -> NameFound | None:
    name = next((written for written, folded in theme.names if meets(folded)), None)
    if name is None:
        return None
    return NameFound(theme, "" if fold_text(name) == fold_text(str(theme.label)) else name)


def _begins(name: str, starts: tuple[str, ...]) -> bool:
    words = name.split()
    return all(any(word.startswith(start) for word in words) for start in starts)


def _is_near(name: str, asked: list[_Asked]) -> bool:
    words = [word for word in name.split() if len(word) >= SHORTEST]
    return any(one.is_near(word) for word in words for one in asked)


class _Asked:
    """A word of a question, prepared once to be compared with the words of every name."""

    def __init__(self, word: str) -> None:
        self.word = word
        self.beginning = word[:SAME_BEGINNING] if len(word) >= SAME_BEGINNING else "\n"
        self.compared = SequenceMatcher(None, "", word)

    def is_near(self, word: str) -> bool:
        if word.startswith(self.beginning):
            return True
        # What is too short or too long cannot be alike, and most words are.
        if 2 * min(len(word), len(self.word)) < ALIKE * (len(word) + len(self.word)):
            return False
        self.compared.set_seq1(word)
        return self.compared.quick_ratio() >= ALIKE and self.compared.ratio() >= ALIKE


def _names() -> dict[str, list[tuple[str, str]]]:
    names: dict[str, list[tuple[str, str]]] = {}
    order = [Label.Kind.PREFERRED, Label.Kind.ALTERNATIVE, Label.Kind.HIDDEN]
    rows = Label.objects.order_by("pk").values_list("theme__slug", "text", "kind")
    for slug, text, kind in sorted(rows, key=lambda row: order.index(Label.Kind(row[2]))):
        names.setdefault(slug, []).append(("" if kind == Label.Kind.HIDDEN else text, fold_text(text)))
    return names
