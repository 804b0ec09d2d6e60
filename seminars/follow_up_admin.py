"""The recommendations as the coordination cell follows them up: what is open, overdue, or seems to be taken up."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q, QuerySet
from django.forms import RadioSelect
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django_filters.filters import ChoiceFilter, ModelChoiceFilter
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import policy_registry

from organisations.models import Organisation
from seminars.models import Recommendation
from seminars.models.choices import RecommendationState
from seminars.reading import counts
from seminars.taking_up import proposals, proposals_kept, take_up

RIGHTS = ["add", "change", "publish"]
WAITING = (RecommendationState.OPEN, RecommendationState.TAKEN_UP)
STANDING = (
    ("overdue", gettext_lazy("overdue")),
    ("proposed", gettext_lazy("named by a record")),
    ("ownerless", gettext_lazy("followed up by nobody")),
)


def recommendations_of(user: Any) -> QuerySet[Recommendation]:
    """Return the recommendations that were published with a panel that somebody looks after."""
    mine = policy_registry.get_by_type(Page).instances_user_has_any_permission_for(user, RIGHTS)
    return Recommendation.objects.filter(reference__isnull=False, panel__in=mine.order_by().values("pk"))


def overdue() -> Q:
    """Return the condition of those whose date has passed without their being carried out or declined."""
    return Q(state__in=WAITING, due__lt=timezone.localdate())


def proposed(found: dict[str, list[int]]) -> Q:
    """Return the condition of those that are open although a record names them."""
    return Q(state=RecommendationState.OPEN, reference__in=list(found))


def _owners(request: Any) -> QuerySet[Organisation]:
    return Organisation.objects.filter(pk__in=recommendations_of(request.user).values("owner_id"))


class RecommendationFilterSet(WagtailFilterSet):
    state = ChoiceFilter(
        label=gettext_lazy("State"),
        choices=RecommendationState.choices,
        empty_label=gettext_lazy("All"),
        widget=RadioSelect,
    )
    standing = ChoiceFilter(
        label=gettext_lazy("To look at"),
        choices=STANDING,
        method="by_standing",
        empty_label=gettext_lazy("All"),
        widget=RadioSelect,
    )
    owner = ModelChoiceFilter(
        label=gettext_lazy("Followed up by"), queryset=_owners, empty_label=gettext_lazy("All"), widget=RadioSelect
    )

    class Meta:
        model = Recommendation
        fields: list[str] = []

    def by_standing(self, rows: QuerySet[Recommendation], name: str, value: str) -> QuerySet[Recommendation]:
        wanted = {
            "overdue": overdue,
            "proposed": lambda: proposed(self.request.proposals),
            "ownerless": lambda: Q(state__in=WAITING, owner=None),
        }
        return rows.filter(wanted[value]())


def _edit(row: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[row.panel_id]) + "#panel-child-content-recommendations-section"


class ProposedColumn(BaseColumn):
    """The records that name an open recommendation, each with a button that says that it takes it up."""

    cell_template_name = "seminars/admin/proposed_cell.html"


class RecommendationReport(ReportView):
    """Every published recommendation with what became of it, the one that is due first at the top."""

    model = Recommendation
    page_title = gettext_lazy("Follow-up of the recommendations")
    header_icon = "list-ol"
    any_permission_required = RIGHTS
    filterset_class = RecommendationFilterSet
    index_url_name = "follow_up"
    index_results_url_name = "follow_up_results"
    default_ordering = "due"
    is_searchable = False
    columns = [
        Column("reference", label=gettext_lazy("Reference"), sort_key="reference", classname="reference"),
        TitleColumn("text", label=gettext_lazy("Recommendation"), accessor="text", get_url=_edit, classname="title"),
        Column("owner", label=gettext_lazy("Followed up by")),
        Column("due", label=gettext_lazy("Due"), accessor="due_told", sort_key="due"),
        Column("state", label=gettext_lazy("State"), accessor="get_state_display", sort_key="state"),
        ProposedColumn("proposed", label=gettext_lazy("Named by")),
    ]
    export_headings = {
        "reference": gettext_lazy("Reference"),
        "text_fr": "FR",
        "text_nl": "NL",
        "addressed_to": gettext_lazy("Addressed to"),
        "owner": gettext_lazy("Followed up by"),
        "due": gettext_lazy("Due"),
        "get_state_display": gettext_lazy("State"),
        "decided_on": gettext_lazy("decided on"),
    }
    list_export = list(export_headings)
    export_filename = "recommendations"

    @property
    def permission_policy(self) -> Any:
        return policy_registry.get_by_type(Page)

    def get_base_queryset(self) -> QuerySet[Recommendation]:
        # The filter and the column ask for the same.
        self.request.proposals = proposals_kept()
        rows = recommendations_of(self.request.user)
        return rows.select_related("addressee", "addressee_kind", "owner", "panel")

    def order_queryset(self, queryset: QuerySet[Recommendation]) -> QuerySet[Recommendation]:
        return queryset.order_by(self.ordering, "-reference")

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        found = self.request.proposals
        rows = list(object_list)
        wanted = {pk for row in rows if row.state == RecommendationState.OPEN for pk in found.get(row.reference, ())}
        pages = {page.pk: page for page in Page.objects.filter(pk__in=wanted).specific()}
        for row in rows:
            row.proposed = [pages[pk] for pk in found.get(row.reference, ()) if pk in pages]
            row.due_told = _due(row)
        return rows


def _due(row: Recommendation) -> str:
    day = date_format(row.due, "SHORT_DATE_FORMAT") if row.due else ""
    return _("%(day)s (overdue)") % {"day": day} if row.is_overdue else day


class TakeUpView(View):
    """Says that a record takes up a recommendation; asked only by POST."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, record: int) -> HttpResponse:
        row = get_object_or_404(recommendations_of(request.user).select_related("panel"), pk=pk)
        if not row.panel.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        if record not in proposals().get(str(row.reference), ()):
            messages.error(request, _("The record does not name this recommendation any more."))
            return redirect("follow_up")
        try:
            seen = take_up(row, get_object_or_404(Page, pk=record), request.user)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        else:
            told = (
                _("%(reference)s is taken up; readers see it.")
                if seen
                else _("%(reference)s is taken up in the draft.")
            )
            messages.success(request, told % {"reference": row.reference})
        return redirect("follow_up")


class FollowUpPanel(Component):
    """On the first page of the admin: how the recommendations stand, and what of them is to be looked at."""

    name = "follow_up"
    template_name = "seminars/admin/follow_up_panel.html"
    order = 60

    def __init__(self, request: HttpRequest) -> None:
        self.user = request.user

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        rows = list(recommendations_of(self.user).only("state", "due", "reference", "owner_id").order_by())
        named = proposals_kept()
        standing = {
            "overdue": sum(row.is_overdue for row in rows),
            "proposed": sum(row.state == RecommendationState.OPEN and row.reference in named for row in rows),
            "ownerless": sum(row.state in WAITING and row.owner_id is None for row in rows),
        }
        return {
            "counts": counts(rows),
            "standing": [(key, label, standing[key]) for key, label in STANDING if standing[key]],
        }

    def render_html(self, parent_context: Any = None) -> str:
        may = policy_registry.get_by_type(Page).user_has_any_permission(self.user, RIGHTS)
        return super().render_html(parent_context) if may else ""
