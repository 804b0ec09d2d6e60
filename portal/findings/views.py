"""The checks of a form as it stands on the screen, saved or not: the editor posts it, as it does for the preview."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, QueryDict
from django.shortcuts import render
from wagtail.admin.views.pages.preview import PreviewOnCreateView, PreviewOnEditView

from portal.findings.checks import with_advice
from portal.findings.draft import Draft
from portal.findings.finding import Finding, Weight, found
from portal.forms_admin import BilingualPageForm
from portal.published import Access


class ChecksOnEdit(PreviewOnEditView):
    """Answer with what there is to look at, as a fragment of HTML; nothing is written."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form(request.POST)
        if not form.is_bound or not isinstance(form, BilingualPageForm):
            return HttpResponseBadRequest()
        # Judged as if it were to be published: what then stands in the way is what its author is told.
        form.is_valid()
        page = form.as_submitted()
        findings = with_advice(Draft(page, Access.of(request)), list(obstacles_of(form, page)))
        rows = [(each, field_of(form, each.place)) for each in findings]
        context = {weight.value: [row for row in rows if row[0].weight == weight] for weight in Weight}
        return render(request, "portal/admin/findings.html", {**context, "findings": findings})


class ChecksOnCreate(ChecksOnEdit, PreviewOnCreateView):
    def get_form(self, query_dict: QueryDict) -> BilingualPageForm:
        form: BilingualPageForm = PreviewOnEditView.get_form(self, query_dict)
        return form


def obstacles_of(form: BilingualPageForm, page: Any) -> Iterator[Finding]:
    """Yield what a form that has been validated refuses."""
    for name, messages in form.errors.items():
        place = name if name in form.fields else ""
        yield from (found(page, place, message, Weight.OBSTACLE) for message in messages)
    for relation, rows in form.submitted_rows().items():
        for message in form.formsets[relation].non_form_errors():
            yield found(page, relation, message, Weight.OBSTACLE)
        for number, row in enumerate(rows):
            yield from _of_row(page, f"{relation}.{number}", row)


def _of_row(page: Any, row: str, form: Any) -> Iterator[Finding]:
    for name, messages in form.errors.items():
        place = f"{row}.{name}" if name in form.fields else row.partition(".")[0]
        yield from (found(page, place, message, Weight.OBSTACLE) for message in messages)


def field_of(form: BilingualPageForm, place: str) -> str:
    """Return the name by which the browser knows the field of a place; for a relation, what counts its rows."""
    if place in form.formsets:
        return f"{form.formsets[place].prefix}-TOTAL_FORMS"
    relation, dot, rest = place.partition(".")
    if not dot:
        return place
    number, name = rest.split(".")
    prefix: str = form.submitted_rows()[relation][int(number)].prefix
    return f"{prefix}-{name}"
