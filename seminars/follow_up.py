"""The list of all recommendations with what became of each, over every seminar, with its filters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Value
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.cards import Card, cards
from portal.facets import ChoiceFacet, LinkFacet
from portal.list_index import ListIndex, Source, index_of
from portal.listing import PER_PAGE, Chosen
from portal.listing_forms import RecordFilterForm
from portal.published import Access
from portal.theme_tree import THEME
from seminars.models import Recommendation
from seminars.reading import FollowedUp, in_order

FACETS = (
    ChoiceFacet("state"),
    LinkFacet("addressee", called=_("Addressed to")),
    LinkFacet("addressee_kind", called=_("Addressed to a kind of body")),
    LinkFacet("owner", called=_("Followed up by")),
    ChoiceFacet("priority"),
)


@dataclass(frozen=True)
class Told:
    """A recommendation as the list tells of it: what took it up, and the panel that made it."""

    followed: FollowedUp
    panel: Card | None


def recommendation_list(request: HttpRequest) -> dict[str, Any]:
    """Return the context of the list: the page of results, the filter form and the filters in force."""
    access = Access.of(request)
    index = recommendation_index(access)
    form = RecordFilterForm(request.GET, index=index, model=Recommendation, facets=FACETS)
    pks = index.pks_of(form.records)
    return {
        "form": form,
        "results": _page_of(pks, form.page_number, access),
        "chosen": [Chosen(label, query) for label, query in form.chosen()],
        "filter_query": form.query_without("page"),
        "counts": in_order({state: (rows & form.records).bit_count() for state, rows in index.of("state").items()}),
    }


def recommendation_index(access: Access) -> ListIndex:
    """Return the recommendations that may be seen, those of the latest seminar first."""
    return index_of("recommendations", _source, access)


def _source() -> Source:
    rows = Recommendation.objects.all()
    columns = {name: column for facet in FACETS for name, column in facet.columns(Recommendation).items()}
    themed = rows.filter(panel__themed_items__isnull=False).order_by()
    links = [themed.values_list(Value(THEME), "pk", "panel__themed_items__tag_id")]
    return Source(rows, columns, links, seen=lambda found, access: found.shown(access).order_by("-reference"))


def _page_of(pks: Sequence[int], number: int, access: Access) -> Page[Any]:
    """Return a page of the list; only what stands on it is read in full."""
    page: Page[Any] = Paginator(pks, PER_PAGE).get_page(number)
    wanted = list(page.object_list)
    rows = {row.pk: row for row in Recommendation.objects.shown(access).filter(pk__in=wanted)}
    shown = [rows[pk] for pk in wanted if pk in rows]
    around = {card.pk: card for card in cards(list({pk for row in shown for pk in _pages_of(row)}), access)}
    page.object_list = [_told(row, around) for row in shown]
    return page


def _pages_of(row: Recommendation) -> list[int]:
    return [pk for pk in (row.panel_id, row.taken_up_by_id) if pk]


def _told(row: Recommendation, around: dict[int, Card]) -> Told:
    taken_up_by = around.get(row.taken_up_by_id) if row.taken_up_by_id else None
    return Told(FollowedUp(row, row.url, taken_up_by), around.get(row.panel_id))
