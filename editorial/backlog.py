"""The backlog by theme: what readers said, what they searched for in vain, what is wanted. One list for the cell."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet, Value
from django.forms import RadioSelect
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django_filters.filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import BaseColumn, Column
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import policy_registry

from portal import backlog
from portal.backlog import Source
from themes.models import Theme

#: Whoever publishes records answers for what readers miss.
RIGHTS = ["publish"]


def _choices() -> list[tuple[str, Any]]:
    return [(source.name, source.label) for source in backlog.sources()]


class BacklogFilterSet(WagtailFilterSet):
    what = ChoiceFilter(label=_("What"), choices=_choices, method="with_some", empty_label=_("All"), widget=RadioSelect)

    class Meta:
        model = Theme
        fields: list[str] = []

    def with_some(self, themes: QuerySet[Theme], name: str, value: str) -> QuerySet[Theme]:
        return themes.filter(**{f"{value}__gt": 0})


class NumberColumn(BaseColumn):
    """A number that leads to the list of what it counts."""

    cell_template_name = "editorial/backlog_cell.html"

    def __init__(self, source: Source) -> None:
        super().__init__(source.name, label=source.label, sort_key=source.name)
        self.source = source

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return {**context, "number": getattr(instance, self.name), "url": self.source.url(instance)}


class BacklogReport(ReportView):
    """The themes of which readers miss something, the one of which they miss most at the top."""

    model = Theme
    page_title = _("What readers miss, by theme")
    header_icon = "clipboard-list"
    any_permission_required = RIGHTS
    results_template_name = "editorial/backlog_results.html"
    filterset_class = BacklogFilterSet
    index_url_name = "editorial:backlog"
    index_results_url_name = "editorial:backlog_results"
    default_ordering = "-total"
    is_searchable = False
    verbose_name_plural = _("themes")
    export_filename = "backlog"

    @property
    def permission_policy(self) -> Any:
        return policy_registry.get_by_type(Page)

    @property
    def columns(self) -> list[Any]:
        numbers = [NumberColumn(source) for source in backlog.sources()]
        return [Column("label", label=_("Theme"), classname="title"), *numbers, Column("total", label=_("Total"))]

    @property
    def export_headings(self) -> dict[str, Any]:
        return {
            "label": _("Theme"),
            **{source.name: source.label for source in backlog.sources()},
            "total": _("Total"),
        }

    @property
    def list_export(self) -> list[str]:
        return list(self.export_headings)

    def get_base_queryset(self) -> QuerySet[Theme]:
        numbers = {source.name: source.by_theme() for source in backlog.sources()}
        themes: QuerySet[Theme] = Theme.objects.with_labels().annotate(**numbers)
        return themes.annotate(total=sum(map(F, numbers), Value(0))).filter(total__gt=0)

    def order_queryset(self, queryset: QuerySet[Theme]) -> QuerySet[Theme]:
        return queryset.order_by(self.ordering, "slug")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = ((source, source.without_theme()) for source in backlog.sources())
        return {
            **super().get_context_data(**kwargs),
            "without_theme": [(source.label, number, source.url(None)) for source, number in found if number],
        }


class BacklogPanel(Component):
    """On the first page of the admin: how much there is that readers miss."""

    name = "backlog"
    template_name = "editorial/backlog_panel.html"
    order = 70

    def __init__(self, request: HttpRequest) -> None:
        self.user = request.user

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"numbers": backlog.totals()}

    def render_html(self, parent_context: Any = None) -> str:
        may = policy_registry.get_by_type(Page).user_has_any_permission(self.user, RIGHTS)
        return super().render_html(parent_context) if may else ""
