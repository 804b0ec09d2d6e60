"""What the coordination cell is told: what is asked and not found, and which files search cannot read."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Max, Q, QuerySet, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django_filters.filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import policy_registry

import languages
from portal.theme_labels import label_in_row, labels_of
from search.counts import DAYS_KEPT
from search.models import DocumentText, QueryCount
from themes.models import Theme

#: Whoever publishes records answers for what is missing; whoever writes answers for the files.
OF_THE_CELL = ["publish"]
OF_WRITERS = ["add", "change", "publish"]


class SearchReport(ReportView):
    """A report for those who have one of some rights on pages."""

    @property
    def permission_policy(self) -> Any:
        return policy_registry.get_by_type(Page)


def theme_labels() -> dict[str, str]:
    """Return the labels of all themes by their identifier, for whoever reads the report."""
    rows = Theme.objects.order_by().annotate(**labels_of("pk"))
    return {row.slug: str(label_in_row(row, row.slug)) for row in rows}


def _used_themes() -> list[tuple[str, str]]:
    labels = theme_labels()
    used = QueryCount.objects.exclude(theme="").order_by("theme").values_list("theme", flat=True).distinct()
    return sorted(((theme, labels.get(theme, theme)) for theme in used), key=lambda pair: pair[1].casefold())


class QuestionsFilterSet(WagtailFilterSet):
    language = ChoiceFilter(label=_("Language"), choices=languages.CHOICES)
    theme = ChoiceFilter(label=_("Theme"), choices=_used_themes)
    found = ChoiceFilter(label=_("Result"), method="by_result", choices=[("none", _("nothing was found"))])

    class Meta:
        model = QueryCount
        fields: list[str] = []

    def by_result(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows.filter(in_vain__gt=0)


class QuestionsReport(SearchReport):
    """What was asked during the last ninety days, what found nothing first; by whom is known nowhere."""

    model = QueryCount
    page_title = _("What is searched for")
    header_icon = "search"
    any_permission_required = OF_THE_CELL
    filterset_class = QuestionsFilterSet
    index_url_name = "search_reports:questions"
    index_results_url_name = "search_reports:questions_results"
    default_ordering = "-in_vain"
    verbose_name_plural = _("questions")
    columns = [
        Column("text", label=_("Question"), accessor="text", sort_key="text"),
        Column("language", label=_("Language"), accessor="language", sort_key="language"),
        Column("theme", label=_("Theme"), accessor="theme_label", sort_key="theme"),
        Column("times", label=_("Times asked"), accessor="times", sort_key="times"),
        Column("in_vain", label=_("Times without a result"), accessor="in_vain", sort_key="in_vain"),
        Column("last", label=_("Last asked"), accessor="last_day", sort_key="last"),
    ]
    export_headings = {
        "text": _("Question"),
        "language": _("Language"),
        "theme_label": _("Theme"),
        "times": _("Times asked"),
        "in_vain": _("Times without a result"),
        "last": _("Last asked"),
    }
    list_export = list(export_headings)
    export_filename = "questions"

    def get_base_queryset(self) -> QuerySet[Any]:
        since = timezone.localdate() - timedelta(days=DAYS_KEPT)
        rows = QueryCount.objects.filter(day__gte=since).order_by().values("text", "language", "theme")
        return rows.annotate(times=Sum("asked"), in_vain=Sum("empty"), last=Max("day"))

    def order_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.order_by(self.ordering, "-times", "text", "language")

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        labels = theme_labels()
        for row in object_list:
            row["theme_label"] = labels.get(row["theme"], row["theme"])
            row["last_day"] = date_format(row["last"], "SHORT_DATE_FORMAT")
        return object_list


def _edit(row: Any) -> str:
    return reverse("wagtaildocs:edit", args=[row.document_id])


class UnreadFilesReport(SearchReport):
    """The files that readers cannot find by what is in them, with the reason."""

    model = DocumentText
    page_title = _("Files that search cannot read")
    header_icon = "doc-full-inverse"
    any_permission_required = OF_WRITERS
    index_url_name = "search_reports:files"
    index_results_url_name = "search_reports:files_results"
    default_ordering = "document__title"
    verbose_name_plural = _("files")
    columns = [
        TitleColumn("title", label=_("Title"), accessor="document.title", get_url=_edit, sort_key="document__title"),
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        Column("problem", label=_("What to do"), accessor="problem"),
    ]
    export_headings = {"document.title": _("Title"), "get_state_display": _("State"), "problem": _("What to do")}
    list_export = list(export_headings)
    export_filename = "unread-files"

    def get_base_queryset(self) -> QuerySet[Any]:
        policy = policy_registry.get_by_type(DocumentText._meta.get_field("document").related_model)
        mine = policy.instances_user_has_any_permission_for(self.request.user, ["add", "change", "delete", "choose"])
        unread = Q(state__in=DocumentText.PROBLEMS) | Q(cut=True)
        return DocumentText.objects.filter(unread, document__in=mine).select_related("document")
