"""Addresses of mail: which ones are taken, and what makes two spellings the same mailbox."""

from __future__ import annotations

import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from mail import address as spelling
from portal import key_ring

LONGEST = 254
LONGEST_LOCAL = 64
HASHED_FOR = "address"
#: Mailboxes that machines write to and from: nobody there asks for a newsletter. Shared ones, as info@, are welcome.
ROLES = {
    "abuse",
    "hostmaster",
    "mailer-daemon",
    "majordomo",
    "no-reply",
    "noc",
    "noreply",
    "postmaster",
    "root",
    "security",
    "spam",
    "usenet",
    "uucp",
}
REFUSED = _("Give an address of a person or of a service that reads its mail.")
WRONG = _("This is not an e-mail address. Write it as name@example.be.")

_validate = EmailValidator()


def typed(text: str) -> str:
    """Return an address as it was typed, its domain as the net writes it: so that it is found again as it was sent."""
    local, at, _domain = unicodedata.normalize("NFC", text).strip().rpartition("@")
    return f"{local}{at}{spelling.domain_of(text)}" if at else text.strip()


def normalised(text: str) -> str:
    """Return what all spellings of an address have in common: small letters, the domain as the net writes it.

    Dots and “+tags” stay: people use them on purpose. Raises ValidationError for what is no address.
    """
    address = spelling.normalised(text)
    try:
        _validate(address)
    except ValidationError as fault:
        raise ValidationError(WRONG, code="invalid") from fault
    if not address.isascii() or len(address) > LONGEST or len(address.partition("@")[0]) > LONGEST_LOCAL:
        raise ValidationError(WRONG, code="invalid")
    return address


def welcome(text: str) -> str:
    """Return the normalised address; raises ValidationError also for the mailboxes that machines use."""
    address = normalised(text)
    if address.partition("@")[0].partition("+")[0] in ROLES:
        raise ValidationError(REFUSED, code="role")
    return address


def hash_of(address: str) -> str:
    """Return the keyed hash that stands for a normalised address once it must not be kept."""
    return key_ring.hashes(address, purpose=HASHED_FOR)[0]


def hashes_of(address: str) -> list[str]:
    """Return the hashes by which a normalised address may be known: that of each key of the ring."""
    return key_ring.hashes(address, purpose=HASHED_FOR)


def masked(address: str) -> str:
    """Return an address that its owner recognises and nobody else: ``m***@example.be``."""
    local, _at, domain = address.rpartition("@")
    return f"{local[:1]}***@{domain}"
