"""What the coordination cell wants to be seen first for a question, as far as the reader may see it."""

from __future__ import annotations

from dataclasses import dataclass

from wagtail.contrib.search_promotions.models import SearchPromotion

from portal.cards import Card, cards
from portal.published import Access
from search.folding import fold_text


@dataclass(frozen=True)
class Promoted:
    """A record, or an address elsewhere with the words for it."""

    card: Card | None = None
    url: str = ""
    title: str = ""
    description: str = ""


def promoted(text: str, access: Access) -> list[Promoted]:
    """Return what is promoted for a question in whatever capitals and accents; two queries at most, no write."""
    asked = fold_text(text)
    if not asked:
        return []
    rows = SearchPromotion.objects.select_related("query").order_by("sort_order", "pk")
    chosen = [row for row in rows if fold_text(row.query.query_string) == asked]
    seen = {card.pk: card for card in cards([row.page_id for row in chosen if row.page_id], access)}
    found = [_promoted(row, seen) for row in chosen]
    return [each for each in found if each]


def _promoted(row: SearchPromotion, seen: dict[int, Card]) -> Promoted | None:
    if not row.page_id:
        return Promoted(url=row.external_link_url, title=row.external_link_text or "", description=row.description)
    card = seen.get(row.page_id)
    return Promoted(card=card) if card and card.url else None
