"""Words without what people write in many ways: case, accents, apostrophes, hyphens."""

from __future__ import annotations

import re

from anyascii import anyascii


def plain_words(text: str) -> str:
    """Return the words of a text in ``[a-z0-9]``: ``Évaluation d’un bien`` → ``evaluation d un bien``."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", anyascii(text).lower()).split())
