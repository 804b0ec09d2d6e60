"""How many messages an hour: counted in the database, so that neither a restart nor a second worker gives more."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db.models import F, Sum
from django.utils import timezone

from mail.models import Relay, SentMinute

# The minute in which an hour began counts whole, so that no stretch of sixty minutes has more than the limit.
WINDOW = timedelta(minutes=60)


def reserve(wanted: int) -> int:
    """Return how many of ``wanted`` messages may be sent now, and count them as sent.

    Must be called inside a transaction: several workers wait for each other at the row of the relay.
    """
    limit = settings.MAIL_PER_HOUR
    if not limit or not wanted:
        return wanted
    Relay.objects.get_or_create(pk=1)
    Relay.objects.select_for_update().get(pk=1)
    now = timezone.now()
    minute = now.replace(second=0, microsecond=0)
    gone = SentMinute.objects.filter(minute__gte=minute - WINDOW).aggregate(total=Sum("count"))["total"] or 0
    granted = max(0, min(wanted, limit - gone))
    if granted:
        SentMinute.objects.get_or_create(minute=minute)
        SentMinute.objects.filter(minute=minute).update(count=F("count") + granted)
    return granted


def give_back(unused: int) -> None:
    """Take back what was reserved and not sent, from the latest minute that has as many."""
    row = SentMinute.objects.filter(count__gte=unused).order_by("-minute").first() if unused else None
    if row:
        SentMinute.objects.filter(pk=row.pk, count__gte=unused).update(count=F("count") - unused)


def forget_old() -> int:
    return SentMinute.objects.filter(minute__lt=timezone.now() - timedelta(days=2)).delete()[0]
