"""Changing the address of a subscription: the new one proves that it is wanted, the old one is told."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from newsletter import addresses, consent, limits, links, mails, signing_up, subscriptions, tokens
from newsletter.confirming import Link, state_of, used
from newsletter.consent import Event, Source
from newsletter.models import SignUpRequest, Status, Subscriber


@transaction.atomic
def ask(subscriber: Subscriber, email: str) -> None:
    """Mail a link to the new address; one that has a subscription of its own is told of that instead."""
    address = addresses.welcome(email)
    if address == subscriber.email_norm or mails.is_refused(address) or not limits.take(address, limits.SIGN_UPS):
        return
    if taken := Subscriber.objects.active().filter(email_norm=address).first():
        signing_up.remind(taken)
        return
    token = tokens.random_token()
    request = SignUpRequest.objects.create(
        kind=SignUpRequest.Kind.ADDRESS,
        token_hash=tokens.stored(token),
        subscriber=subscriber,
        email=addresses.typed(email),
        language=subscriber.language,
        expires_at=timezone.now() + signing_up.LINK_LASTS,
    )
    told = {
        "confirm": links.address("newsletter_confirm", subscriber.language, token),
        "until": timezone.localdate(request.expires_at),
    }
    reason = f"newsletter.address:{request.pk}"
    mails.send("address", to=request.email, language=subscriber.language, reason=reason, told=told)


@transaction.atomic
def confirm(request: SignUpRequest, source: Source) -> Link:
    """Write to the new address from now on, and tell the old one; the links in older mails to it stop working."""
    state = state_of(request)
    address = addresses.normalised(request.email)
    if state is not Link.GOOD:
        return state
    if Subscriber.objects.active().filter(email_norm=address).exclude(pk=request.subscriber_id).exists():
        return Link.OVER
    if not used(request):
        return Link.DONE
    # What another sign-up left behind at this address, unconfirmed or ended, makes room.
    subscriptions.forget_addresses(Subscriber.objects.filter(email_norm=address).exclude(pk=request.subscriber_id))
    return Link.DONE if _move(request, address, source) else Link.OVER


def _move(request: SignUpRequest, address: str, source: Source) -> bool:
    before = Subscriber.objects.get(pk=request.subscriber_id)
    moved = Subscriber.objects.filter(pk=before.pk, status=Status.ACTIVE).update(
        email=request.email,
        email_norm=address,
        address_hash=addresses.hash_of(address),
        token_version=F("token_version") + 1,
    )
    if moved:
        consent.record(before, Event.CHANGE, source, themes=subscriptions.themes_of(before))
        reason = f"newsletter.moved:{request.pk}"
        new = addresses.masked(request.email)
        mails.send("moved", to=before.email, language=before.language, reason=reason, told={"new": new}, secret=False)
    return bool(moved)
