"""The mails about a subscription: short, in the person's language, each what somebody has just asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q

from mail import address as spelling
from mail import suppression
from mail.compose import compose
from mail.models import Suppression
from mail.suppression import Reason
from portal import erasures, mail_data

KIND = "newsletter."
AT_ONCE = 500


def send(name: str, *, to: str, language: str, reason: str, told: Mapping[str, Any], secret: bool = True) -> None:
    """Write a mail of ``templates/newsletter/email`` in the caller's transaction; the same reason is told of once.

    Whether an address may be asked at all was decided before; a sign-up goes also to one that did not work once.
    """
    compose(
        kind=f"{KIND}{name}",
        to=to,
        language=language,
        template=f"newsletter/email/{name}",
        context=told,
        reason=reason,
        essential=True,
        secret=secret,
    )


def is_refused(address: str) -> bool:
    """Whether an address is not even to be asked: it complained, or said that it was not its owner who signed up."""
    found = suppression.found(address)
    return found is not None and found.reason in {Reason.MANUAL, Reason.COMPLAINT}


def kept_out(addresses: Sequence[str]) -> set[str]:
    """Return those of the addresses that an import must leave out, whoever states a consent for them."""
    by_hash = {known: address for address in addresses for known in spelling.hashes(address)}
    hashes, found = list(by_hash), set[str]()
    for start in range(0, len(hashes), AT_ONCE):
        rows = Suppression.objects.filter(email_hmac__in=hashes[start : start + AT_ONCE])
        found |= {by_hash[known] for known in rows.values_list("email_hmac", flat=True)}
    return found


def allow(address: str) -> None:
    """Write to an address again, whose owner has just proven that it works and that mail is wanted."""
    suppression.lift(address, Reason.HARD_BOUNCE, Reason.ERASURE)
    erasures.forget(address)


def refuse(address: str) -> None:
    """Never write to an address again, because its owner said so."""
    suppression.suppress(address, Reason.MANUAL)


def cancel(address: str) -> None:
    """Keep back what was written to somebody who has just left, and has not gone out yet."""
    mail_data.cancel(Q(recipient__iexact=address, kind__startswith=KIND))


def forget(address: str) -> None:
    """Keep an address out for good, and forget the mails that were written to it."""
    mail_data.forget(address)
    mail_data.keep_out(address)
