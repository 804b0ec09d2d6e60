"""What a person may see, take along and have erased, behind a link that was mailed to the address in question."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from newsletter import addresses, limits, links, mails, personal_data, tokens
from newsletter.consent import Source
from newsletter.models import SignUpRequest, Status, Subscriber
from portal import privacy

LINK_LASTS = timedelta(days=2)


@transaction.atomic
def ask(email: str, code: str) -> None:
    """Mail the link to an address of which something is kept, in the language that is known, else in that of the page.

    Nothing is mailed to an address that is not known here.
    """
    address = addresses.normalised(email)
    subscriber = Subscriber.objects.filter(email_norm=address).first()
    if not is_known(address) or not limits.take(address, limits.DATA_LINKS):
        return
    token = tokens.random_token()
    request = SignUpRequest.objects.create(
        kind=SignUpRequest.Kind.DATA,
        token_hash=tokens.stored(token),
        subscriber=subscriber,
        email=addresses.typed(email),
        language=subscriber.language if subscriber else code,
        expires_at=timezone.now() + LINK_LASTS,
    )
    told = {
        "data": links.address("newsletter_data", request.language, token),
        "until": timezone.localdate(request.expires_at),
        "preferences": "",
    }
    if subscriber and subscriber.status == Status.ACTIVE:
        told["preferences"] = links.preferences(subscriber)
    reason = f"newsletter.data:{request.pk}"
    mails.send("data", to=request.email, language=request.language, reason=reason, told=told)


def is_known(address: str) -> bool:
    return bool(privacy.give(address))


def found(asked: SignUpRequest) -> list[privacy.Found]:
    """Return what is kept under the address that a link was sent to."""
    return privacy.give(addresses.normalised(asked.email))


def as_json(asked: SignUpRequest) -> dict[str, Any]:
    """Return the same as a file for programs."""
    return {
        "address": asked.email,
        "at": timezone.now().isoformat(),
        "data": privacy.as_json(found(asked)),
    }


@transaction.atomic
def erase(asked: SignUpRequest, by: Source) -> None:
    """Erase the subscription of whoever holds the link, with all that belongs to it, and keep the address out.

    An account of the site is not erased here: its owner asks those who gave it.
    """
    personal_data.erase_address(addresses.normalised(asked.email), by)
