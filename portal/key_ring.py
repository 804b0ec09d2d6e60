"""Keys that sign what must be readable for years: several at once, each with a number, the first one signs.

They are apart from ``SECRET_KEY``: whoever changes that ends sessions, and must not break the link to unsubscribe in a
mail of the year before.
"""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from portal.secret import kept_in

SHORTEST_SECRET = 32
HIGHEST_NUMBER = 255
FILE = "newsletter-token-key"


@dataclass(frozen=True)
class Key:
    """One key of the ring. ``number`` stands in what it signs, so that a former key is found again."""

    number: int
    secret: bytes

    def mac(self, purpose: str, content: bytes) -> bytes:
        """Return 32 bytes that only this key gives; ``purpose`` keeps what is signed for one use out of another."""
        return hmac.digest(self.secret, purpose.encode() + b"\0" + content, sha256)


def parse(text: str) -> tuple[Key, ...]:
    """Return the keys of ``2:secret,1:older secret``, the one that signs first; raises ValueError in words."""
    keys = tuple(_parsed(part.strip()) for part in text.split(",") if part.strip())
    if len({key.number for key in keys}) < len(keys):
        raise ValueError("two keys have the same number")
    return keys


def _parsed(part: str) -> Key:
    number, colon, secret = part.partition(":")
    if not colon or not number.isdecimal() or int(number) > HIGHEST_NUMBER:
        raise ValueError(f"each key must be a number up to {HIGHEST_NUMBER}, a colon and the secret")
    if len(secret) < SHORTEST_SECRET or len(set(secret)) < 5:
        raise ValueError(f"each secret must have {SHORTEST_SECRET} random characters or more")
    return Key(int(number), secret.encode())


def ring() -> Sequence[Key]:
    """Return the keys that the operator gave; without any, one that is kept beside the database of this machine."""
    return settings.NEWSLETTER_TOKEN_KEYS or _kept(Path(settings.DATA_DIR) / FILE)


@cache
def _kept(path: Path) -> tuple[Key, ...]:
    return (Key(0, kept_in(path).encode()),)


def hashes(text: str, *, purpose: str) -> list[str]:
    """Return what a text is known by without being kept: its hash under each key, the one to store first."""
    return [key.mac(purpose, text.encode()).hex() for key in ring()]
