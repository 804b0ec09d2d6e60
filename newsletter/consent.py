"""What people agree to, in words, and the record of who agreed when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext

from newsletter.models import ConsentEvent, ConsentText, Subscriber

Event = ConsentEvent.Event


@dataclass(frozen=True)
class Source:
    """Where a step of a consent came from: a path of the site, ``import:<hash>:<row>``, or who did it.

    ``network`` is the reader's, cut short; ``given_on`` is for a consent that was given elsewhere before.
    """

    what: str
    network: str | None = None
    given_on: date | None = None


def shipped_words() -> str:
    """Return the words that a new site begins with, in the active language."""
    return gettext(
        "I would like to receive the newsletter of this site by e-mail, about the themes that I chose. "
        "I can change my choices or unsubscribe at any time, with the link in every mail."
    )


def current_words(code: str) -> ConsentText:
    """Return the words in force in a language, written down the first time that somebody is shown them."""
    texts = ConsentText.objects.filter(language=code, valid_from__lte=timezone.now())
    if found := texts.order_by("-version").first():
        return found
    try:
        with transaction.atomic(), translation.override(code):
            return ConsentText.objects.create(language=code, text=shipped_words())
    except IntegrityError:
        # Another reader was quicker.
        return texts.order_by("-version")[0]


def record(
    subscriber: Subscriber,
    event: str,
    source: Source,
    *,
    themes: Iterable[str] = (),
    wording: ConsentText | None = None,
) -> ConsentEvent:
    """Add a step to the record of somebody's consent."""
    return ConsentEvent.objects.create(
        subscriber_uuid=subscriber.uuid,
        event=event,
        wording=wording,
        language=subscriber.language,
        themes=sorted(themes),
        frequency=subscriber.frequency,
        source=source.what[:200],
        network=source.network,
        given_on=source.given_on,
    )
