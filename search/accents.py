"""The accents that a word was typed without: stemmers need them, and neither haste nor capitals have them.

A word that the list of its language does not know, but would know with accents, gets those of the most frequent form:
"insalubrite" is stemmed as "insalubrité", and so found with "insalubre". What the list knows stays as it is. Texts and
questions are treated alike.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from search.folding import fold

#: No French word ends in these without the accent, but for those that the list knows: visite, suite.
ENDINGS = {"fr": re.compile(r"(?<=it)e(?=s?$)|(?<!e)e(?=es?$)")}


class Accents:
    """Gives the words of one language the accents they lack; ``ending`` matches the "e" that stands for an "é"."""

    def __init__(self, counts: Mapping[str, int], ending: re.Pattern[str] | None = None) -> None:
        self.ending = ending
        self.forms: dict[str, str] = {}
        for word in filter(str.isalpha, counts):
            plain = word if word.isascii() else fold(word)
            if plain != word and plain not in counts:
                self.forms[plain] = max(word, self.forms.get(plain, word), key=lambda form: counts[form])
            elif plain == word and ending and ending.search(word):
                self.forms[word] = word

    def restored(self, word: str) -> str:
        """Return a lower-case word with its accents, unless it has any."""
        if not word.isascii() or not word.isalpha():
            return word
        return self.forms.get(word) or (self.ending.sub("é", word) if self.ending else word)


def word_list(language: str) -> bytes:
    """Return the words of a language with their counts that come with pyspellchecker, as it ships them."""
    return (files("spellchecker") / "resources" / f"{language}.json.gz").read_bytes()


@cache
def accents(language: str) -> Accents:
    """Return the accents of one language for this process; its word list takes a quarter of a second to load."""
    return Accents(json.loads(gzip.decompress(word_list(language))), ENDINGS.get(language))
