"""The accents that a word was typed without: stemmers need them, and neither haste nor capitals have them.

Every word gets the accents of its most frequent form in the list of its language: "insalubrite" is stemmed as
"insalubrité", and so found with "insalubre". The same is done whether or not accents were typed, in texts and in
questions, so that they make no difference to what is found.
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


#: The list gives this count to every word that its corpus never held.
UNSEEN = 50


class Accents:
    """Gives the words of one language their accents; ``ending`` matches the "e" that stands for an "é".

    ``known`` holds the words of the language, folded, as far as the corpus behind the list did.
    """

    def __init__(self, counts: Mapping[str, int], ending: re.Pattern[str] | None = None) -> None:
        self.ending = ending
        usual: dict[str, str] = {}
        for word in filter(str.isalpha, counts):
            plain = word if word.isascii() else fold(word)
            if counts[word] > counts.get(usual.get(plain, ""), 0):
                usual[plain] = word
        # Of the words without accents, those that look as if they lacked one are kept: they do not.
        self.forms = {
            plain: word for plain, word in usual.items() if word != plain or (ending and ending.search(plain))
        }
        self.known = frozenset(plain for plain, word in usual.items() if counts[word] > UNSEEN)

    def restored(self, word: str) -> str:
        """Return the most frequent form of a folded word."""
        if not word.isalpha():
            return word
        return self.forms.get(word) or (self.ending.sub("é", word) if self.ending else word)


def word_list(language: str) -> bytes:
    """Return the words of a language with their counts that come with pyspellchecker, as it ships them."""
    return (files("spellchecker") / "resources" / f"{language}.json.gz").read_bytes()


@cache
def accents(language: str) -> Accents:
    """Return the accents of one language for this process; its word list takes a quarter of a second to load."""
    return Accents(json.loads(gzip.decompress(word_list(language))), ENDINGS.get(language))
