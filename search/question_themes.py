"""Which theme of the vocabulary a question is about, for those who look after the vocabulary."""

from __future__ import annotations

from search.vocabulary import Vocabulary

THEME = "theme:"


def theme_of(text: str, language: str, vocabulary: Vocabulary) -> str:
    """Return the theme that a question names, the one with the longest name of several; empty for none."""
    spots = (spot for spot in vocabulary.spot(text, language) if spot.key.startswith(THEME))
    longest = max(spots, key=lambda spot: spot.end - spot.start, default=None)
    return longest.key.removeprefix(THEME) if longest else ""
