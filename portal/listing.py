"""The list of the records of one kind with its filters: as much work for ten thousand records as for a hundred."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page as ResultPage
from django.core.paginator import Paginator
from django.http import HttpRequest
from wagtail.models import Page

from portal.cards import Card, cards
from portal.facets import Facet
from portal.list_index import ListIndex, Source, index_of
from portal.listing_forms import RecordFilterForm
from portal.published import Access
from portal.theme_tree import theme_links

PER_PAGE = 20
NEWEST_FIRST = ("-first_published_at", "-pk")


@dataclass(frozen=True)
class Chosen:
    """A filter in force, with the query string of the same list without it."""

    label: str
    query: str


@dataclass(frozen=True)
class Listed:
    """What is listed: the records of one kind below a page, in an order, with their filters."""

    above: Page
    model: type[Any]
    facets: Sequence[Facet]
    order: Sequence[str] = NEWEST_FIRST

    def index(self, access: Access) -> ListIndex:
        return index_of(f"{self.model._meta.label_lower}-{self.above.pk}", self._source, access)

    def _source(self) -> Source:
        pages = self.model._default_manager.child_of(self.above)
        links = [theme_links(pages), *(rows for facet in self.facets for rows in facet.links(self.model))]
        columns = {name: column for facet in self.facets for name, column in facet.columns(self.model).items()}
        return Source(pages.order_by(*self.order), columns, links)


def listing(request: HttpRequest, listed: Listed) -> dict[str, Any]:
    """Return the context of the list: the page of results, the filter form and the filters in force."""
    access = Access.of(request)
    index = listed.index(access)
    form = RecordFilterForm(request.GET, index=index, model=listed.model, facets=listed.facets)
    return {
        "form": form,
        "results": page_of(index.pks_of(form.records), form.page_number, access),
        "chosen": [Chosen(label, query) for label, query in form.chosen()],
        "filter_query": form.query_without("page"),
    }


def page_of(pks: Sequence[int], number: int, access: Access) -> ResultPage[Card]:
    """Return a page of the list; only what stands on it is read in full."""
    page: ResultPage[Any] = Paginator(pks, PER_PAGE).get_page(number)
    page.object_list = cards(list(page.object_list), access)
    return page
