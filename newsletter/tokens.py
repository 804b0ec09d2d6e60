"""The keys in links of mails: what each opens, for how long, and how a forged one is told.

A signed token is 27 bytes, 36 characters: purpose, number of the key, subscriber (5 bytes), a detail (4 bytes), and 16
bytes of HMAC-SHA256. A random one is 32 bytes of which only the hash is stored.
"""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from hashlib import sha256
from secrets import token_urlsafe
from struct import Struct

from django.utils import timezone

from newsletter.models import Subscriber
from portal import key_ring

HEAD = Struct(">BB5sI")
VERSION_AND_DAY = Struct(">HH")
MAC_BYTES = 16
LENGTH = 36
FIRST_DAY = date(2024, 1, 1)
PREFERENCES_LAST = timedelta(days=365)
SIGNED_FOR = "newsletter token"


class Purpose(IntEnum):
    """What a signed token is for; the number stands in it, so that it opens nothing else."""

    UNSUBSCRIBE = 1
    PREFERENCES = 2
    BLOCK = 3


@dataclass(frozen=True)
class Token:
    """What a genuine token says. ``detail`` is the send that it was in, or the version and day of its making."""

    subscriber_id: int
    detail: int


def unsubscribe_token(subscriber_id: int, send_id: int = 0) -> str:
    """Return the token that ends a subscription, for ever; ``send_id`` says which mail it stood in."""
    return _signed(Purpose.UNSUBSCRIBE, subscriber_id, send_id)


def preferences_token(subscriber: Subscriber) -> str:
    """Return the token that opens the preferences for a year, unless the address changes before."""
    today = (timezone.localdate() - FIRST_DAY).days
    detail = int.from_bytes(VERSION_AND_DAY.pack(subscriber.token_version % 2**16, today))
    return _signed(Purpose.PREFERENCES, subscriber.pk, detail)


def block_token(subscriber_id: int) -> str:
    """Return the token of “this was not me”."""
    return _signed(Purpose.BLOCK, subscriber_id, 0)


def read(purpose: Purpose, text: str) -> Token | None:
    """Return what a token says, or None: forged, of another purpose, or signed with a key that is gone."""
    if len(text) != LENGTH or not text.isascii():
        return None
    try:
        raw = urlsafe_b64decode(text)
    except ValueError:
        return None
    if len(raw) != HEAD.size + MAC_BYTES or urlsafe_b64encode(raw).decode() != text:
        return None
    stated, number, subscriber, detail = HEAD.unpack_from(raw)
    key = next((key for key in key_ring.ring() if key.number == number), None)
    if key is None or stated != purpose or not hmac.compare_digest(_mac(key, raw[: HEAD.size]), raw[HEAD.size :]):
        return None
    return Token(int.from_bytes(subscriber), detail)


def subscriber_of_preferences(text: str) -> Subscriber | None:
    """Return whose preferences a token opens; None when it is forged, older than a year or revoked."""
    token = read(Purpose.PREFERENCES, text)
    if token is None:
        return None
    version, day = VERSION_AND_DAY.unpack(token.detail.to_bytes(VERSION_AND_DAY.size))
    if timezone.localdate() > FIRST_DAY + timedelta(days=day) + PREFERENCES_LAST:
        return None
    found = Subscriber.objects.filter(pk=token.subscriber_id).first()
    return found if found and found.token_version % 2**16 == version else None


def random_token() -> str:
    """Return 256 random bits as 43 characters."""
    return token_urlsafe(32)


def stored(token: str) -> str:
    """Return what is kept of a random token."""
    return sha256(token.encode()).hexdigest()


def _signed(purpose: Purpose, subscriber_id: int, detail: int) -> str:
    key = key_ring.ring()[0]
    head = HEAD.pack(purpose, key.number, subscriber_id.to_bytes(5), detail)
    return urlsafe_b64encode(head + _mac(key, head)).decode()


def _mac(key: key_ring.Key, head: bytes) -> bytes:
    return key.mac(SIGNED_FOR, head)[:MAC_BYTES]
