"""Bringing subscribers in, taking them out, and the figures: the pages of the admin about the list as a whole."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

import languages
from newsletter import chart, exporting, figures, importing
from newsletter.models import Subscriber, Transfer
from newsletter.transfer_forms import ExportForm, ImportForm, carried

TRY, GO = "try", "go"
FAULTS_SHOWN = 50
TRANSFERS_SHOWN = 20


@never_cache
@require_http_methods(["GET", "POST"])
def bring_in(request: HttpRequest) -> HttpResponse:
    """Try a file, then import it; the numbers of both are the same."""
    by = _allowed(request, "newsletter.import_subscriber")
    form = ImportForm(request.POST or None, request.FILES or None)
    made = None
    if form.is_valid():
        try:
            if request.POST.get("step") == GO:
                made = importing.carry_out(form.cleaned_data["bytes"], form.origin, by=by)
                messages.success(request, _imported(len(made.new)))
            else:
                made = importing.plan(form.cleaned_data["bytes"], form.origin)
        except importing.NotReadable as refusal:
            form.add_error("file", str(refusal))
    context = {
        "form": form,
        "plan": made,
        "faults": made.faults[:FAULTS_SHOWN] if made else [],
        "carried": carried(form.cleaned_data["bytes"]) if made and request.POST.get("step") != GO else "",
        "transfers": Transfer.objects.filter(kind=Transfer.Kind.IMPORT).select_related("by")[:TRANSFERS_SHOWN],
        "page_title": _("Import subscribers"),
    }
    return TemplateResponse(request, "newsletter/admin/import.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def take_out(request: HttpRequest) -> HttpResponse:
    """Ask for the reason, and give the file."""
    by = _allowed(request, "newsletter.export_subscriber")
    form = ExportForm(request.POST or None)
    if form.is_valid():
        wanted = {name: form.cleaned_data[name] for name in ("status", "language") if form.cleaned_data[name]}
        people = Subscriber.objects.filter(**wanted).exclude(email="")
        content = exporting.export(people, reason=form.cleaned_data["reason"], by=by)
        name = f"subscribers-{timezone.localdate():%Y%m%d}.csv"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)
    context = {
        "form": form,
        "transfers": Transfer.objects.filter(kind=Transfer.Kind.EXPORT).select_related("by")[:TRANSFERS_SHOWN],
        "page_title": _("Export subscribers"),
    }
    return TemplateResponse(request, "newsletter/admin/export.html", context)


@require_safe
def numbers(request: HttpRequest) -> HttpResponse:
    """Show the figures, drawn and as tables."""
    _allowed(request, "newsletter.view_subscriber")
    months = figures.over_time()
    context = {
        "page_title": _("Subscribers in figures"),
        "languages": languages.LANGUAGES,
        "states": figures.by_state(),
        "themes": figures.by_theme(),
        "months": months,
        "bars": chart.bars(months),
        "smallest": figures.SMALLEST,
    }
    return TemplateResponse(request, "newsletter/admin/figures.html", context)


def _allowed(request: HttpRequest, right: str) -> Any:
    if not request.user.has_perm(right):
        raise PermissionDenied
    return request.user


def _imported(number: int) -> str:
    told = ngettext("%(number)s subscriber was imported.", "%(number)s subscribers were imported.", number)
    return told % {"number": number}
