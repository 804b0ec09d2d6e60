"""One running number for what must be unique."""

from itertools import count

_numbers = count(1)


def unique(word: str) -> str:
    """Return the word with a number that was never given before: ``theme-12``."""
    return f"{word}-{next(_numbers)}"
