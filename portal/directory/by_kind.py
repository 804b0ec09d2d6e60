"""Records of every kind in one list: grouped by kind, a page at a time, in as many queries as there are lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.text import capfirst

from portal.cards import Card, cards
from portal.kinds import record_models
from portal.list_index import Bits, ListIndex, places
from portal.listing import PER_PAGE
from portal.published import Access
from portal.record_index import KIND


@dataclass(frozen=True)
class KindLink:
    """A kind with those of its records that are listed: its identifier, its name in the plural."""

    kind: str
    label: str
    records: Bits
    chosen: bool

    @property
    def number(self) -> int:
        return self.records.bit_count()


@dataclass(frozen=True)
class Group:
    """The records of one kind that stand on this page of the list."""

    link: KindLink
    cards: list[Card]


class KindForm(forms.Form):
    """Which kind the reader asked for; anything else is as good as nothing."""

    kind = forms.CharField(required=False)

    @property
    def chosen(self) -> str:
        self.is_valid()
        return str(self.cleaned_data.get("kind", ""))


def records_by_kind(request: HttpRequest, index: ListIndex, records: Bits) -> dict[str, Any]:
    """Return the context of the list: ``results`` for its pagination, ``groups``, ``kinds`` and the filter in force."""
    asked = KindForm(request.GET).chosen
    links = [_link(model, records & index.of(KIND).get(place, 0), asked) for place, model in enumerate(record_models())]
    chosen = next((link for link in links if link.chosen), None)
    page = Paginator(list(places(chosen.records if chosen else records)), PER_PAGE).get_page(request.GET.get("page"))
    return {
        "results": page,
        "groups": _groups(index, list(page.object_list), links, Access.of(request)),
        "kinds": [link for link in links if link.number],
        "number": records.bit_count(),
        "filter_query": f"kind={chosen.kind}" if chosen else "",
    }


def _link(model: type[Any], records: Bits, asked: str) -> KindLink:
    label = capfirst(str(model._meta.verbose_name_plural))
    return KindLink(model.kind, label, records, chosen=bool(records) and model.kind == asked)


def _groups(index: ListIndex, shown: list[int], links: list[KindLink], access: Access) -> list[Group]:
    found = {card.pk: card for card in cards([index.pks[place] for place in shown], access)}
    groups: list[Group] = []
    for link in links:
        own = [index.pks[place] for place in shown if link.records >> place & 1]
        if listed := [found[pk] for pk in own if pk in found]:
            groups.append(Group(link, listed))
    return groups
