"""What readers say: kept without identity, purged on time, and counted by theme for the coordination cell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Page

from editorial.models import Reaction
from mail.compose import compose
from portal.cards import Card, cards
from portal.models.addresses import Reference
from portal.networks import NetworkLimit
from portal.published import Access
from themes.models import ThemedItem

#: A whole office often shares one network.
OF_A_NETWORK = NetworkLimit("reactions", most=30)
#: An address is kept for the answer, and not longer.
DAYS_OF_ADDRESSES = 90
DAYS_OF_REACTIONS = 730


@dataclass(frozen=True)
class Said:
    """What a reader says of a record, or of the site as a whole where ``page`` is None."""

    kind: str
    language: str
    page: int | None = None
    reason: str = ""
    text: str = ""
    address: str = ""


def record_of(reference: str, access: Access) -> Card | None:
    """Return the record that a reader may see under a reference, else None."""
    row = Reference.objects.filter(text=reference.upper(), page__isnull=False).values_list("page_id", flat=True).first()
    found = cards([row], access) if row else []
    return found[0] if found else None


def keep(said: Said) -> Reaction:
    """Keep what a reader says. A vote without words asks nothing of anybody."""
    themes = ThemedItem.objects.filter(content_object_id=said.page).order_by("sort_order", "pk")
    silent = said.kind == Reaction.Kind.USEFUL and not said.text
    return Reaction.objects.create(
        page_id=said.page,
        language=said.language,
        kind=said.kind,
        reason=said.reason,
        text=said.text,
        address=said.address,
        theme_id=themes.values_list("tag_id", flat=True).first() if said.page else None,
        state=Reaction.State.DONE if silent else Reaction.State.OPEN,
    )


@transaction.atomic
def answer(reaction: Reaction, text: str, page: Page | None) -> None:
    """Answer whoever left an address, in the language in which they wrote; the address goes with the answer."""
    reaction.answer, reaction.answered_by = text, page
    reaction.state, reaction.handled_at = Reaction.State.ANSWERED, timezone.now()
    if reaction.address:
        _tell(reaction)
        reaction.address = ""
    reaction.save()


def _tell(reaction: Reaction) -> None:
    page = reaction.answered_by
    with translation.override(reaction.language):
        link = reverse("permalink", args=[page.slug]) if page else ""
    compose(
        kind="reaction_answer",
        to=reaction.address,
        language=reaction.language,
        template="editorial/email/answer",
        context={"answer": reaction.answer, "asked": reaction.text, "link": link},
        reason=f"reaction:{reaction.pk}",
    )


def purge() -> str:
    """Take out addresses that nobody has used for an answer in time, and delete what is old."""
    now = timezone.now()
    late = Reaction.objects.exclude(address="").filter(at__lt=now - timedelta(days=DAYS_OF_ADDRESSES))
    emptied = late.update(address="")
    deleted, _each = Reaction.objects.filter(at__lt=now - timedelta(days=DAYS_OF_REACTIONS)).delete()
    return f"{emptied} addresses, {deleted} reactions" if emptied or deleted else ""
