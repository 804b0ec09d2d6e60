"""The published records to verify again: their date has come or is near, or a provision that they cite was amended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.forms import RadioSelect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters.filters import ChoiceFilter
from wagtail.admin.ui.tables import BaseColumn, Column
from wagtail.models import Page

from editorial.amended import amended_since, amendments
from editorial.confirming import version_of
from editorial.dashboard import SOON, to_verify
from editorial.filters_admin import RecordsFilterSet
from editorial.records import records
from editorial.reports import FIRST, FIRST_EXPORTED, RecordsReport, day_column
from editorial.verifying import verifiable
from law.models import Provision

WHY = (
    ("overdue", gettext_lazy("The date of the review has passed")),
    ("amended", gettext_lazy("A provision was amended")),
)


class VerificationFilterSet(RecordsFilterSet):
    """The filters of every report on records, and the reason why a record is to be verified."""

    why = ChoiceFilter(
        label=gettext_lazy("Reason"),
        choices=WHY,
        method="because",
        empty_label=gettext_lazy("All"),
        widget=RadioSelect,
    )

    def because(self, found: QuerySet[Page], name: str, why: str) -> QuerySet[Page]:
        return found.filter(amended_since() if why == "amended" else Q(review__lt=timezone.localdate()))


class VerifyColumn(BaseColumn):
    """One click for what is still right, and the form for whoever has more to say."""

    cell_template_name = "editorial/verify_cell.html"


class VerificationReport(RecordsReport):
    """What is to be verified again, the longest overdue first."""

    page_title = gettext_lazy("To verify again")
    header_icon = "check"
    filterset_class = VerificationFilterSet
    index_url_name = "editorial:verification"
    index_results_url_name = "editorial:verification_results"
    default_ordering = "review"
    columns = [
        *FIRST,
        day_column("verified", gettext_lazy("Verified on")),
        day_column("review", gettext_lazy("Next review")),
        Column("why", label=gettext_lazy("Reason"), accessor="why"),
        VerifyColumn("verify", label=gettext_lazy("Still right?")),
    ]
    export_headings = {
        **FIRST_EXPORTED,
        "verified": gettext_lazy("Verified on"),
        "review": gettext_lazy("Next review"),
        "why": gettext_lazy("Reason"),
    }
    list_export = list(export_headings)
    export_filename = "to-verify"

    def get_base_queryset(self) -> QuerySet[Page]:
        return to_verify(records(self.request.user), None)

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        listed = super().decorate_paginated_queryset(object_list)
        amended, today = amendments(listed), timezone.localdate()
        mine = verifiable(listed, self.request.user)
        for record in listed:
            record.why = "; ".join(_why(record, amended.get(record.pk, ()), today))
            record.version = version_of(record)
            record.verifiable = record.pk in mine
        return listed


def _why(record: Any, provisions: Iterable[Provision], today: date) -> Iterator[str]:
    if record.review and record.review <= today + SOON:
        yield _("overdue") if record.review < today else _("the date of its review is near")
    for provision in provisions:
        day = date_format(provision.amended_on or today, "SHORT_DATE_FORMAT")
        yield _("%(provision)s was amended on %(day)s") % {"provision": provision, "day": day}
