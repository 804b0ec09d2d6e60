"""The words of the vocabulary from A to Z in the language being read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from anyascii import anyascii

from languages.folding import plain_words
from languages.text import Text
from portal.directory.vocabulary import Vocabulary, alternatives, other_label
from themes.models import Theme

#: Where words stand that begin with no letter.
NO_LETTER = "0–9"


@dataclass(frozen=True)
class Term:
    """A theme, with the term in the other language, other words for it, and the number of records under it."""

    theme: Theme
    word: Text
    other: Text | None
    alternatives: list[Text]
    number: int


@dataclass(frozen=True)
class See:
    """A word that is not the term itself, and the theme that readers find under it."""

    word: Text
    see: Theme


@dataclass(frozen=True)
class Letter:
    """A letter, the anchor of its words, and these in alphabetical order."""

    letter: str
    anchor: str
    entries: list[Term | See]


def letters(vocabulary: Vocabulary) -> list[Letter]:
    """Return the words that readers are told of, under their first letter whatever its accents."""
    entries = sorted(_entries(vocabulary), key=lambda entry: plain_words(entry.word))
    return [
        Letter(letter, f"letter-{anyascii(letter).lower()}", list(found))
        for letter, found in groupby(entries, key=lambda entry: first_letter(entry.word))
    ]


def first_letter(word: str) -> str:
    first = plain_words(word)[:1].upper()
    return first if first.isalpha() else NO_LETTER


def _entries(vocabulary: Vocabulary) -> Iterator[Term | See]:
    for theme in vocabulary.themes.values():
        if vocabulary.is_shown(theme):
            words = alternatives(theme)
            yield Term(theme, theme.label, other_label(theme), words, vocabulary.number(theme))
            yield from _leading_to(theme, words)
        elif replacement := vocabulary.replacement(theme):
            yield from _leading_to(replacement, [theme.label, *alternatives(theme)])


def _leading_to(theme: Theme, words: list[Text]) -> Iterator[See]:
    for word in words:
        if plain_words(word) != plain_words(theme.label):
            yield See(word, theme)
