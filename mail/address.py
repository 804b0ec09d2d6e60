"""Addresses of mail: the one form in which two spellings are the same address, and its keyed hash."""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from contextlib import suppress

from django.conf import settings

INFO = b"mail.address"


def normalised(address: str) -> str:
    """Return the address as it is compared: NFC, lower case, the domain as it goes over the wire.

    Dots and ``+tags`` stay: people use them on purpose. A domain that cannot be written in ASCII stays as it is.
    """
    local, _at, domain = unicodedata.normalize("NFC", address.strip()).casefold().rpartition("@")
    with suppress(UnicodeError):
        domain = domain.encode("idna").decode("ascii")
    return f"{local}@{domain}"


def domain_of(address: str) -> str:
    return normalised(address).rpartition("@")[2]


def hashed(address: str) -> str:
    """Return the hash under which an address is remembered from now on."""
    return _hash(address, keys()[0])


def hashes(address: str) -> list[str]:
    """Return the hashes under which an address may be remembered: one for each key, the present one first."""
    return [_hash(address, key) for key in keys()]


def keys() -> list[str]:
    """Return the key of its own where the operator gave one, else those of the sessions, the present one first."""
    return settings.MAIL_ADDRESS_KEYS or [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def _hash(address: str, key: str) -> str:
    secret = hashlib.sha256(INFO + key.encode()).digest()
    return hmac.new(secret, normalised(address).encode(), hashlib.sha256).hexdigest()
