"""Asking for the newsletter. Nothing that is shown or sent back tells whether an address was known before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from newsletter import addresses, consent, limits, links, mails, tokens
from newsletter.consent import Event, Source
from newsletter.models import SignUpRequest, Status, Subscriber

LINK_LASTS = timedelta(days=7)


@dataclass(frozen=True)
class Choice:
    """What somebody asked for: the address as it was typed, a language, themes by identifier, and how often."""

    email: str
    language: str
    themes: tuple[str, ...]
    frequency: str


@transaction.atomic
def ask(choice: Choice, source: Source) -> None:
    """Mail a link that proves the consent, or, to somebody who has one, the way to the preferences.

    Raises ValidationError for an address that is not welcome. The limits of an address are silent.
    """
    address = addresses.welcome(choice.email)
    if mails.is_refused(address) or not limits.take(address, limits.SIGN_UPS):
        return
    subscriber = subscriber_of(address, choice)
    if subscriber.status == Status.ACTIVE:
        remind(subscriber)
    else:
        _ask_to_confirm(subscriber, choice, source)


def remind(subscriber: Subscriber) -> None:
    """Tell somebody who gets the newsletter that it is so, and how to change it."""
    reason = f"newsletter.already:{subscriber.uuid}:{timezone.now().isoformat()}"
    told = {
        "preferences": links.preferences(subscriber),
        "leave": links.unsubscribe(subscriber.pk, subscriber.language),
    }
    mails.send("already", to=subscriber.email, language=subscriber.language, reason=reason, told=told)


def subscriber_of(address: str, choice: Choice) -> Subscriber:
    """Return the row of an address, made now when there is none."""
    values = {
        "email": addresses.typed(choice.email),
        "address_hash": addresses.hash_of(address),
        "language": choice.language,
        "frequency": choice.frequency,
    }
    try:
        with transaction.atomic():
            return Subscriber.objects.get_or_create(email_norm=address, defaults=values)[0]
    except IntegrityError:
        return Subscriber.objects.get(email_norm=address)


def _ask_to_confirm(subscriber: Subscriber, choice: Choice, source: Source) -> None:
    token = tokens.random_token()
    wording = consent.current_words(choice.language)
    request = SignUpRequest.objects.create(
        kind=SignUpRequest.Kind.SIGN_UP,
        token_hash=tokens.stored(token),
        subscriber=subscriber,
        email=addresses.typed(choice.email),
        language=choice.language,
        themes=sorted(choice.themes),
        frequency=choice.frequency,
        wording=wording,
        source=source.what,
        expires_at=timezone.now() + LINK_LASTS,
    )
    if subscriber.status == Status.PENDING:
        # What is recorded is what was asked for last; who left keeps the language of before until the button.
        subscriber.language, subscriber.frequency = choice.language, choice.frequency
        subscriber.save(update_fields=["language", "frequency"])
    consent.record(subscriber, Event.REQUEST, source, themes=choice.themes, wording=wording)
    told = {
        "confirm": links.address("newsletter_confirm", choice.language, token),
        "refuse": links.block(subscriber.pk, choice.language),
        "until": timezone.localdate(request.expires_at),
    }
    reason = f"newsletter.confirm:{request.pk}"
    mails.send("confirm", to=request.email, language=choice.language, reason=reason, told=told)
