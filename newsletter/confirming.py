"""The button behind a link that was mailed. Looking at its page changes nothing: programs read mails before people."""

from __future__ import annotations

from enum import Enum

from django.db import transaction
from django.utils import timezone

from newsletter import addresses, mails, subscriptions, tokens
from newsletter.consent import Event, Source
from newsletter.models import SignUpRequest, Status, Subscriber

Kind = SignUpRequest.Kind


class Link(Enum):
    """What a link of a mail is worth now."""

    GOOD = "good"
    DONE = "done"
    OVER = "over"


def found(token: str, *kinds: str) -> SignUpRequest | None:
    """Return what a link was made for, also when its time is over; None for one that we never made."""
    rows = SignUpRequest.objects.select_related("subscriber", "wording")
    return rows.filter(token_hash=tokens.stored(token), kind__in=kinds).first()


def state_of(request: SignUpRequest) -> Link:
    """Say whether the button may be pressed, was pressed, or is no longer of use."""
    if request.used_at:
        active = request.subscriber is not None and request.subscriber.status == Status.ACTIVE
        return Link.DONE if active else Link.OVER
    return Link.GOOD if request.expires_at > timezone.now() else Link.OVER


@transaction.atomic
def confirm(request: SignUpRequest, source: Source) -> Link:
    """Do what the link was made for, once; pressed again it says the same."""
    state = state_of(request)
    if state is not Link.GOOD or not used(request):
        return state if state is not Link.GOOD else Link.DONE
    subscriber = Subscriber.objects.get(pk=request.subscriber_id)
    subscriber.email, subscriber.language, subscriber.frequency = request.email, request.language, request.frequency
    mails.allow(addresses.normalised(request.email))
    begun = subscriptions.activate(
        subscriber, themes=request.themes, wording=request.wording, source=source, event=Event.CONFIRM
    )
    return Link.DONE if begun else Link.OVER


def used(request: SignUpRequest) -> bool:
    """Mark a link as used; False when another click was quicker."""
    open_requests = SignUpRequest.objects.filter(pk=request.pk, used_at=None, expires_at__gt=timezone.now())
    return bool(open_requests.update(used_at=timezone.now()))
