"""The one way in which texts, word lists and labels lose capitals, accents and ligatures before they are compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

OUTSIDE_ALPHABET = re.compile(r"[^a-z0-9]+")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def clean(text: str) -> str:
    """Return ``text`` composed (NFC), without invisible characters and with a blank for each control character."""
    return CONTROL.sub(" ", INVISIBLE.sub("", unicodedata.normalize("NFC", text)))


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """Return ``word`` in the alphabet ``[a-z0-9]`` of index terms: "Œuvre" and "oeuvre" are the same."""
    plain = word.lower()
    return OUTSIDE_ALPHABET.sub("", plain if plain.isascii() else anyascii(plain).lower())


def fold_text(text: str) -> str:
    """Return the folded words of ``text``, parted by single blanks."""
    return " ".join(filter(None, map(fold, text.replace("'", " ").replace("’", " ").split())))
