"""What became of the recommendations of all seminars: one list with filters, counted by state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from organisations.models import Organisation
from portal.cards import cards
from portal.models import Address
from portal.published import Access, visible
from seminars import reading
from seminars.models import Recommendation, SeminarPage
from seminars.models.choices import RecommendationState

PER_PAGE = 30
MOST_PAGES = 1000
WAITING = (RecommendationState.OPEN, RecommendationState.TAKEN_UP)


@dataclass(frozen=True)
class Followed:
    """A recommendation of the list: with its seminar, and with the record that takes it up where that may be seen."""

    row: Recommendation
    url: str | None
    seminar: SeminarPage | None
    taken_up_by: Any


class FollowUpForm(forms.Form):
    """The filters of the list; what is not offered does not filter."""

    state = forms.MultipleChoiceField(label=_("State"), required=False, widget=forms.CheckboxSelectMultiple)
    owner = forms.MultipleChoiceField(label=_("Followed up by"), required=False, widget=forms.CheckboxSelectMultiple)
    seminar = forms.MultipleChoiceField(label=_("Seminar"), required=False, widget=forms.CheckboxSelectMultiple)
    late = forms.BooleanField(label=_("Overdue only"), required=False)

    def __init__(self, data: QueryDict, *, rows: QuerySet[Recommendation], seminars: Mapping[str, SeminarPage]) -> None:
        super().__init__(data)
        self.seminars = {page.reference: page for page in seminars.values()}
        states = set(rows.order_by().values_list("state", flat=True).distinct())
        owners = Organisation.objects.filter(pk__in=rows.order_by().values("owner_id"))
        self.owners = {body.identifier: body for body in sorted(owners, key=lambda body: str(body.name))}
        self.labels: dict[str, dict[str, Any]] = {
            "state": {state.value: state.label for state in RecommendationState if state.value in states},
            "owner": {name: body.name for name, body in self.owners.items()},
            "seminar": {name: page.heading for name, page in self.seminars.items()},
        }
        for name, labels in self.labels.items():
            self.fields[name].choices = list(labels.items())

    @property
    def page_number(self) -> int:
        text = self.data.get("page", "1")
        return max(1, min(int(text), MOST_PAGES)) if text.isascii() and text.isdigit() and len(text) < 6 else 1

    @property
    def facet_fields(self) -> list[forms.BoundField]:
        return [self[name] for name, labels in self.labels.items() if labels]

    @property
    def is_late(self) -> bool:
        return self.data.get("late") == "on"

    def values(self, name: str) -> list[str]:
        return [value for value in dict.fromkeys(self.data.getlist(name)) if value in self.labels[name]]

    def narrowed(self, rows: QuerySet[Recommendation]) -> QuerySet[Recommendation]:
        """Keep what answers to every filter; the values of one filter are alternatives."""
        if states := self.values("state"):
            rows = rows.filter(state__in=states)
        if owners := self.values("owner"):
            rows = rows.filter(owner__identifier__in=owners)
        if chosen := self.values("seminar"):
            rows = rows.filter(_under(self.seminars[name].path for name in chosen))
        if self.is_late:
            rows = rows.filter(due__lt=timezone.localdate(), state__in=WAITING)
        return rows

    def chosen(self) -> Iterator[dict[str, Any]]:
        """Yield the label of each filter in force with the query string that takes it off."""
        for name in self.labels:
            for value in self.values(name):
                rest = self.rest()
                rest.setlist(name, [each for each in rest.getlist(name) if each != value])
                yield {"label": self.labels[name][value], "query": rest.urlencode()}
        if self.is_late:
            rest = self.rest()
            rest.pop("late", None)
            yield {"label": self.fields["late"].label, "query": rest.urlencode()}

    def rest(self) -> QueryDict:
        rest = self.data.copy()
        rest.pop("page", None)
        return rest


@require_safe
def follow_up(request: HttpRequest) -> HttpResponse:
    """Show what became of the recommendations of every seminar that the reader may see."""
    access = Access.of(request)
    seminars = {page.path: page for page in _seminars(access)}
    rows = reading.recommendations().shown(access)
    form = FollowUpForm(request.GET, rows=rows, seminars=seminars)
    found = form.narrowed(rows)
    results = Paginator(found.select_related("panel"), PER_PAGE).get_page(form.page_number)
    context = {
        "form": form,
        "chosen": list(form.chosen()),
        "counts": reading.counts_of(_numbers(found)),
        "results": results,
        "rows": list(_followed(results.object_list, seminars, access)),
        "filter_query": form.rest().urlencode(),
    }
    return render(request, "seminars/follow_up.html", context)


def _numbers(rows: QuerySet[Recommendation]) -> dict[str, int]:
    return dict(rows.order_by().values("state").annotate(number=Count("pk")).values_list("state", "number"))


def _under(paths: Iterable[str]) -> Q:
    wanted = Q(pk=None)
    for path in paths:
        wanted |= Q(panel__path__startswith=path)
    return wanted


def _seminars(access: Access) -> QuerySet[SeminarPage]:
    pages = visible(SeminarPage.objects.all(), access).annotate(**Address.objects.of_pages())
    return pages.order_by("-starts_at", "-pk")


def _followed(
    rows: Iterable[Recommendation], seminars: Mapping[str, SeminarPage], access: Access
) -> Iterator[Followed]:
    rows = list(rows)
    seen = {card.pk: card for card in cards([row.taken_up_by_id for row in rows if row.taken_up_by_id], access)}
    for row in rows:
        seminar = seminars.get(row.panel.path[: -Page.steplen])
        yield Followed(row, row.url, seminar, seen.get(row.taken_up_by_id))
