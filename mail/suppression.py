"""Whom the portal does not write to any more: remembered by hash, asked before each message leaves."""

from __future__ import annotations

from django.dispatch import Signal

from mail.address import hashed, hashes
from mail.models import Suppression

Reason = Suppression.Reason
#: A weightier reason replaces a lighter one, never the other way round.
WEIGHT = {reason.value: weight for weight, reason in enumerate(Reason)}

#: Sent after an address was suppressed, with ``address`` and ``reason``: lists of subscribers follow.
suppressed = Signal()


def suppress(address: str, reason: Suppression.Reason, evidence: str = "") -> Suppression:
    """Write to an address no more; harmless when repeated."""
    row, made = Suppression.objects.get_or_create(
        email_hmac=hashed(address), defaults={"reason": reason, "evidence": evidence[:200]}
    )
    if not made and WEIGHT[reason] > WEIGHT[row.reason]:
        row.reason, row.evidence = reason, evidence[:200]
        row.save(update_fields=["reason", "evidence"])
    suppressed.send(sender=Suppression, address=address, reason=reason)
    return row


def found(address: str) -> Suppression | None:
    """Return why an address is not written to, or None."""
    rows = Suppression.objects.filter(email_hmac__in=hashes(address))
    return max(rows, key=lambda row: WEIGHT[row.reason], default=None)


def lift(address: str, *reasons: Suppression.Reason) -> bool:
    """Write to an address again when it was for one of these reasons; return whether it is free now.

    A confirmed new sign-up proves that an address works, which lifts ``hard_bounce``; the others are a person's to
    lift.
    """
    Suppression.objects.filter(email_hmac__in=hashes(address), reason__in=reasons).delete()
    return found(address) is None
