"""Reports on the two languages of the records: what waits for one of them, and how far apart they are."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import DurationField, ExpressionWrapper, F, QuerySet
from django.db.models.functions import Greatest, Least
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page

import languages
from editorial.confirming import can_confirm, version_of
from editorial.dead_links import dead_links
from editorial.drafts import left_behind
from editorial.filters_admin import RecordsFilterSet, WaitingFilterSet
from editorial.records import RIGHTS, facts_of, records
from editorial.waiting import reasons, state_label, waiting
from portal.models import LanguageRule


def _edit(record: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[record.pk])


class ChangesColumn(BaseColumn):
    """Leads to the comparison of the two languages of a record."""

    cell_template_name = "editorial/changes_cell.html"


def day_column(name: str, label: Any) -> Column:
    """Return a column with a day of the calendar: reports are read on paper too, where “two days ago” says nothing."""

    def day(record: Any) -> str:
        found = getattr(record, name)
        day = timezone.localtime(found) if isinstance(found, datetime) else found
        return date_format(day, "SHORT_DATE_FORMAT") if day else ""

    return Column(name, label=label, accessor=day, sort_key=name)


FIRST = [
    TitleColumn("title", label=_("Title"), accessor="facts.title", get_url=_edit, classname="title"),
    Column("reference", label=_("Reference"), accessor="facts.reference", sort_key="slug", classname="reference"),
    Column("kind", label=_("Kind"), accessor="facts.kind"),
    Column("organisation", label=_("Organisation"), accessor="facts.organisation"),
]
FIRST_EXPORTED = {
    "facts.reference": _("Reference"),
    "facts.kind": _("Kind"),
    "facts.title": _("Title"),
    "facts.organisation": _("Organisation"),
}


class RecordsReport(ReportView):
    """A report on records of every kind, for those who look after them."""

    model = Page
    any_permission_required = RIGHTS
    filterset_class = RecordsFilterSet
    verbose_name_plural = _("records")

    def order_queryset(self, queryset: QuerySet[Page]) -> QuerySet[Page]:
        return queryset.order_by(self.ordering, "pk")

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        facts = facts_of(object_list)
        for record in object_list:
            record.facts = facts[record.pk]
        return object_list


class WaitingReport(RecordsReport):
    """What waits for a language, the oldest first."""

    page_title = _("What waits for French or Dutch")
    header_icon = "globe"
    results_template_name = "editorial/waiting_results.html"
    filterset_class = WaitingFilterSet
    index_url_name = "editorial:waiting"
    index_results_url_name = "editorial:waiting_results"
    default_ordering = "since"
    columns = [
        *FIRST,
        Column("waits", label=_("Waits for"), accessor="waits_text"),
        day_column("since", _("Since")),
        ChangesColumn("changes", label=_("Comparison")),
    ]
    export_headings = {**FIRST_EXPORTED, "waits_text": _("Waits for"), "since": _("Since")}
    list_export = list(export_headings)
    export_filename = "waiting-languages"

    def get_base_queryset(self) -> QuerySet[Page]:
        mine = records(self.request.user)
        # The filter by language asks for the same drafts.
        self.request.drafts_behind = left_behind(mine)
        return waiting(mine, self.request.drafts_behind)

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        too_long = timezone.now() - timedelta(days=LanguageRule.load().days)
        for record in super().decorate_paginated_queryset(object_list):
            told = reasons(record, self.request.drafts_behind)
            record.waits_text = "; ".join([*told, str(_("late"))] if record.since and record.since < too_long else told)
            record.version = version_of(record)
            record.confirmable = [
                each for each in languages.LANGUAGES if can_confirm(record, each.code, self.request.drafts_behind)
            ]
        return object_list


class ParityReport(RecordsReport):
    """How far apart the two languages of each published record are, the widest first."""

    page_title = _("Parity of the two languages")
    header_icon = "clipboard-list"
    index_url_name = "editorial:parity"
    index_results_url_name = "editorial:parity_results"
    default_ordering = "-apart"
    columns = [
        *FIRST,
        *(Column(f"state_{code}", label=code.upper(), accessor=f"states.{code}") for code in languages.CODES),
        *(day_column(f"text_changed_at_{each.code}", each.name) for each in languages.LANGUAGES),
        Column("days", label=_("Days apart"), accessor="days", sort_key="apart"),
    ]
    export_headings = {
        **FIRST_EXPORTED,
        **{f"states.{code}": code.upper() for code in languages.CODES},
        **{f"text_changed_at_{each.code}": each.name for each in languages.LANGUAGES},
        "days": _("Days apart"),
    }
    list_export = list(export_headings)
    export_filename = "parity"

    def get_base_queryset(self) -> QuerySet[Page]:
        dates = [F(f"text_changed_at_{code}") for code in languages.CODES]
        apart = ExpressionWrapper(Greatest(*dates) - Least(*dates), output_field=DurationField())
        return records(self.request.user).filter(live=True).annotate(apart=apart)

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        for record in super().decorate_paginated_queryset(object_list):
            record.days = record.apart.days if record.apart else 0
            record.states = {code: state_label(getattr(record, f"language_state_{code}")) for code in languages.CODES}
        return object_list


class DeadLinksReport(RecordsReport):
    """Published records whose texts name a record, a file or a picture that is not there for any reader."""

    page_title = _("Links that lead nowhere")
    header_icon = "link"
    index_url_name = "editorial:dead_links"
    index_results_url_name = "editorial:dead_links_results"
    default_ordering = "slug"
    columns = [*FIRST, Column("dead", label=_("Leads nowhere"), accessor="dead")]
    export_headings = {**FIRST_EXPORTED, "dead": _("Leads nowhere")}
    list_export = list(export_headings)
    export_filename = "dead-links"

    def get_base_queryset(self) -> QuerySet[Page]:
        self.dead = dead_links()
        return records(self.request.user).filter(pk__in=self.dead)

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        for record in super().decorate_paginated_queryset(object_list):
            record.dead = ", ".join(self.dead[record.pk])
        return object_list
