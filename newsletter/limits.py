"""How often others may make us write: to one address, from one network, and in all.

A limit per network alone protects nobody from a flood of mails, since the victim's network takes no part in it.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Case, F, Q, Value, When
from django.utils import timezone

from newsletter import addresses
from newsletter.models import AddressLimit, SignUpRequest
from portal.networks import NetworkLimit

OF_A_NETWORK = NetworkLimit("newsletter", most=10)
#: More unconfirmed sign-ups in an hour than a site like this ever has by itself.
IN_ALL = 100

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Allowance:
    """So many mails within a period, with a pause between two."""

    name: str
    most: int
    period: timedelta
    pause: timedelta = timedelta(minutes=15)


SIGN_UPS = Allowance("sign-up", most=3, period=timedelta(days=30))
#: A person's own data are a right: one who asked too often today asks again tomorrow.
DATA_LINKS = Allowance("data", most=3, period=timedelta(days=1))


def take(address: str, allowance: Allowance) -> bool:
    """Take one mail of what an address may be sent; False when it has had its share.

    The rule stands in the UPDATE itself: of twenty requests at once one gets through.
    """
    key = addresses.hash_of(f"{allowance.name}:{address}")
    AddressLimit.objects.get_or_create(address_hash=key)
    now = timezone.now()
    over = Q(since__lt=now - allowance.period)
    rested = Q(last_at=None) | Q(last_at__lte=now - allowance.pause)
    free = AddressLimit.objects.filter(rested & (Q(sent__lt=allowance.most) | over), address_hash=key)
    taken = free.update(
        sent=Case(When(over, then=Value(1)), default=F("sent") + 1),
        since=Case(When(over, then=Value(now)), When(last_at=None, then=Value(now)), default=F("since")),
        last_at=now,
    )
    return bool(taken)


def flooded() -> bool:
    """Whether sign-ups pause, because more of them wait for an answer than people can have made."""
    since = timezone.now() - timedelta(hours=1)
    kind = SignUpRequest.Kind.SIGN_UP
    waiting = SignUpRequest.objects.filter(kind=kind, created_at__gte=since, used_at=None).count()
    if waiting >= IN_ALL:
        log.error("sign-ups to the newsletter pause: %s wait for confirmation within one hour", waiting)
    return waiting >= IN_ALL
