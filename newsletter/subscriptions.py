"""The states of a subscriber and the ways between them; each way is one UPDATE that says where it starts from.

pending → active → unsubscribed → active …, active ⇄ suppressed, and from everywhere → erased, which is final.
Somebody erased who signs up again is a new subscriber.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from newsletter import addresses, consent, mails
from newsletter.consent import Event, Source
from newsletter.models import ConsentText, SignUpRequest, Status, Subscriber, Subscription
from themes.models import Theme

#: Who may still come back by confirming; an erased subscriber has no address to confirm.
BEFORE_ACTIVE = (Status.PENDING, Status.UNSUBSCRIBED, Status.SUPPRESSED, Status.ACTIVE)
LEAVING = (Status.PENDING, Status.ACTIVE, Status.SUPPRESSED)


def themes_of(subscriber: Subscriber) -> set[str]:
    """Return the identifiers of the themes that somebody follows now."""
    return set(subscriber.subscriptions.current().values_list("theme__slug", flat=True))


def set_themes(subscriber: Subscriber, wanted: Collection[str], *, among: Iterable[str] | None = None) -> None:
    """Follow these themes. Those that were not ``among`` what the person was shown stay as they are."""
    now = timezone.now()
    current = subscriber.subscriptions.current()
    shown = current if among is None else current.filter(theme__slug__in=list(among))
    shown.exclude(theme__slug__in=wanted).update(until=now)
    have = themes_of(subscriber)
    new = Theme.objects.filter(slug__in=set(wanted) - have)
    Subscription.objects.bulk_create([Subscription(subscriber=subscriber, theme=theme, since=now) for theme in new])


@transaction.atomic
def activate(
    subscriber: Subscriber, *, themes: Collection[str], wording: ConsentText | None, source: Source, event: str
) -> bool:
    """Begin to write to somebody whose consent is proven; language and frequency are those of ``subscriber``."""
    begun = {"status": Status.ACTIVE, "confirmed_at": timezone.now(), "ended_at": None}
    words = {"language": subscriber.language, "frequency": subscriber.frequency, "email": subscriber.email}
    rows = Subscriber.objects.filter(pk=subscriber.pk, status__in=BEFORE_ACTIVE)
    if not rows.update(**begun, **words):
        return False
    subscriber.refresh_from_db()
    set_themes(subscriber, themes)
    consent.record(subscriber, event, source, themes=themes, wording=wording)
    return True


@transaction.atomic
def change(
    subscriber: Subscriber, *, language: str, frequency: str, themes: Collection[str], shown: Iterable[str], by: Source
) -> None:
    """Take what somebody chose on the page of preferences."""
    rows = Subscriber.objects.filter(pk=subscriber.pk, status=Status.ACTIVE)
    if rows.update(language=language, frequency=frequency):
        set_themes(subscriber, themes, among=shown)
        subscriber.refresh_from_db()
        consent.record(subscriber, Event.CHANGE, by, themes=themes_of(subscriber))


@transaction.atomic
def leave(subscriber_id: int, by: Source) -> bool:
    """Write to somebody no more; True also for one who had left before, False for one who is not there."""
    subscriber = Subscriber.objects.filter(pk=subscriber_id).first()
    if subscriber is None:
        return False
    if _end(subscriber, Status.UNSUBSCRIBED, LEAVING):
        consent.record(subscriber, Event.WITHDRAW, by)
    return subscriber.status != Status.ERASED


@transaction.atomic
def suppress(address: str, by: Source) -> None:
    """Stop writing to an address that does not work, or complained; only its owner can bring it back."""
    for subscriber in Subscriber.objects.filter(email_norm=addresses.normalised(address), status=Status.ACTIVE):
        if _end(subscriber, Status.SUPPRESSED, (Status.ACTIVE,)):
            consent.record(subscriber, Event.WITHDRAW, by)


@transaction.atomic
def erase(subscriber: Subscriber, by: Source) -> None:
    """Forget somebody's address for good. The row stays without it, and so does its hash, against later imports."""
    if _end(subscriber, Status.ERASED, (*LEAVING, Status.UNSUBSCRIBED)):
        consent.record(subscriber, Event.ERASE, by)
    forget_addresses(Subscriber.objects.filter(pk=subscriber.pk))


@transaction.atomic
def block(subscriber_id: int, by: Source) -> None:
    """Forget an address that somebody else typed in, and never write to it again."""
    subscriber = Subscriber.objects.filter(pk=subscriber_id, status=Status.PENDING).first()
    if subscriber:
        mails.refuse(subscriber.email)
        erase(subscriber, by)


def forget_addresses(rows: QuerySet[Subscriber]) -> int:
    """Empty the addresses of these subscribers, whoever they are; what is left names nobody."""
    return rows.update(email="", email_norm=None)


def _end(subscriber: Subscriber, status: Status, begin: Collection[str]) -> bool:
    """Leave for a state in which no mail is sent: no theme, no link that waits, no preferences by an older link."""
    now = timezone.now()
    SignUpRequest.objects.filter(subscriber=subscriber).delete()
    rows = Subscriber.objects.filter(pk=subscriber.pk, status__in=begin)
    ended = rows.update(status=status, ended_at=now, token_version=F("token_version") + 1)
    if ended:
        subscriber.subscriptions.current().update(until=now)
        subscriber.refresh_from_db()
    return bool(ended)
