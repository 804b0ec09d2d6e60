"""What mail services tell of addresses: each event is applied once, and the address, not an account, bears it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from mail.address import hashed
from mail.models import FeedbackEvent
from mail.suppression import Reason, suppress

Kind = FeedbackEvent.Kind
SOFT_BOUNCES = 3
WITHIN = timedelta(days=60)
KEPT = timedelta(days=365)


@dataclass(frozen=True)
class Told:
    """One event of a mail service; ``sending`` names what was sent, so that its bounces count once."""

    provider: str
    event_id: str
    kind: FeedbackEvent.Kind
    address: str
    sending: str = ""
    at: datetime | None = None


@transaction.atomic
def apply(told: Told) -> bool:
    """Apply an event and return True; False when it was applied before, in whatever order they come."""
    _row, made = FeedbackEvent.objects.get_or_create(
        provider=told.provider,
        event_id=told.event_id[:200],
        defaults={
            "kind": told.kind,
            "email_hmac": hashed(told.address),
            "sending": told.sending[:80],
            "at": told.at or timezone.now(),
        },
    )
    if made and told.kind == Kind.HARD:
        suppress(told.address, Reason.HARD_BOUNCE, f"{told.provider}: hard")
    elif made and told.kind == Kind.COMPLAINT:
        suppress(told.address, Reason.COMPLAINT, f"{told.provider}: complaint")
    elif made and _too_many_soft(told.address):
        suppress(told.address, Reason.HARD_BOUNCE, f"{told.provider}: {SOFT_BOUNCES} soft")
    return made


def _too_many_soft(address: str) -> bool:
    """Whether deliveries failed on three days, for three different sendings, within two months."""
    rows = FeedbackEvent.objects.filter(
        email_hmac=hashed(address), kind=Kind.SOFT, at__gt=timezone.now() - WITHIN
    ).values_list("at", "sending")
    days = {timezone.localdate(at) for at, _sending in rows}
    return min(len(days), len({sending for _at, sending in rows})) >= SOFT_BOUNCES


def forget_old() -> int:
    return FeedbackEvent.objects.filter(at__lt=timezone.now() - KEPT).delete()[0]
