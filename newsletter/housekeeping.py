"""The removal of what the newsletter no longer needs, every night, each period a line of one table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from newsletter import subscriptions
from newsletter.models import AddressLimit, ConsentEvent, SignUpRequest, Status, Subscriber, Transfer
from portal.jobs import Daily, Job, register
from portal.models.jobs import JobRun
from portal.probes import Probe
from portal.probes import register as register_probe

JOB = "newsletter_periods"
LONGEST_PAUSE = timedelta(hours=48)
ENDED = (Status.UNSUBSCRIBED, Status.SUPPRESSED, Status.ERASED)


@dataclass(frozen=True)
class Period:
    """What is removed, after how many days; ``remove`` gets the moment before which it is too old."""

    what: str
    days: int
    remove: Callable[[datetime], int]


def forget_unconfirmed(before: datetime) -> int:
    """Delete who never pressed the button; the row has no history, so nothing of it is kept."""
    waiting = Subscriber.objects.filter(status=Status.PENDING, created_at__lt=before)
    # Asked once more since: the newer link still works.
    waiting = waiting.exclude(pk__in=SignUpRequest.objects.filter(created_at__gte=before).values("subscriber"))
    ConsentEvent.objects.filter(subscriber_uuid__in=list(waiting.values_list("uuid", flat=True))).forget()
    return waiting.delete()[1].get("newsletter.Subscriber", 0)


def forget_who_left(before: datetime) -> int:
    """Take the address off who unsubscribed; there was time to come back, and the hash heeds the wish."""
    left = Subscriber.objects.filter(status__in=ENDED, ended_at__lt=before).exclude(email="", email_norm=None)
    return subscriptions.forget_addresses(left)


def forget_proofs(before: datetime) -> int:
    """Delete who ended long ago, with the proof of the consent: nobody asks for it any more."""
    ended = Subscriber.objects.filter(status__in=ENDED, ended_at__lt=before)
    ConsentEvent.objects.filter(subscriber_uuid__in=list(ended.values_list("uuid", flat=True))).forget()
    return _without_their_hash(ended)


def _without_their_hash(ended: QuerySet[Subscriber]) -> int:
    """Keep the row for the figures and for what was sent, as one of nobody."""
    return ended.exclude(address_hash="").update(address_hash="", email="", email_norm=None)


def forget_requests(before: datetime) -> int:
    return SignUpRequest.objects.filter(Q(expires_at__lt=before) | Q(used_at__lt=before)).delete()[0]


def forget_limits(before: datetime) -> int:
    return AddressLimit.objects.filter(Q(last_at__lt=before) | Q(last_at=None, since__lt=before)).delete()[0]


def forget_transfers(before: datetime) -> int:
    return Transfer.objects.filter(at__lt=before).delete()[0]


PERIODS = (
    Period("unconfirmed", 7, forget_unconfirmed),
    Period("links", 7, forget_requests),
    Period("addresses of those who left", 28, forget_who_left),
    Period("networks", 30, ConsentEvent.objects.all().forget_networks),
    Period("limits", 30, forget_limits),
    Period("imports and exports", 2 * 365, forget_transfers),
    Period("proofs", 3 * 365, forget_proofs),
)


def keep_the_periods() -> str:
    """Remove what is too old; done twice it removes nothing more."""
    now = timezone.now()
    report = []
    for period in PERIODS:
        with transaction.atomic():
            number = period.remove(now - timedelta(days=period.days))
        report += [f"{number} {period.what}"] if number else []
    return ", ".join(report)


def periods_kept() -> Iterator[str]:
    """Find out when the periods were last kept; a purge that stops is forgotten, and nobody notices."""
    last = JobRun.objects.filter(name=JOB, state=JobRun.State.DONE).aggregate(last=Max("finished_at"))["last"]
    if last and timezone.now() - last > LONGEST_PAUSE:
        yield f"personal data was last removed at {timezone.localtime(last):%Y-%m-%d %H:%M}; is the worker running?"


register_probe(Probe("personal data", periods_kept))
register(Job(JOB, keep_the_periods, Daily(time(3, 40)), lease=timedelta(minutes=30)))
