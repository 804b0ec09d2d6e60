"""Texts go out as a Word file, for one record or for several, and come back by way of a comparison."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe
from wagtail.admin import messages
from wagtail.models import Page

import languages
from exchange.translation import drafts
from exchange.translation.comparing import compare
from exchange.translation.forms_admin import TranslatedFileForm, sealed, unsealed
from exchange.translation.sheet import Sheet, sheet_of
from exchange.translation.word_file import packed, write
from exchange.word.template import CONTENT_TYPE
from portal.kinds import is_record
from portal.language_state import LanguageState

#: More at once would keep whoever asks waiting, and no translator takes them.
MOST = 50


def may_translate(page: Page, user: Any) -> bool:
    return bool(page.permissions_for_user(user).can_edit())


def latest(page: Page) -> Any:
    """Return the version of a record that its authors work on."""
    return page.specific.get_latest_revision_as_object()


def wanted(record: Any) -> str:
    """Return the language that a record waits for, else the one in which it was not written first."""
    behind = (code for code in languages.CODES if record.state_in(code) in (LanguageState.SUMMARY, LanguageState.OLDER))
    return next(behind, languages.other(record.original_language or languages.CODES[0]))


@require_safe
def give(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Give the file of one record, for one language."""
    if code not in languages.CODES:
        raise Http404
    record = latest(_page(request, pk))
    return _file(f"{record.reference}-{code}.docx", _written(record, code), CONTENT_TYPE)


@require_safe
def give_several(request: HttpRequest) -> HttpResponse:
    """Give an archive with a file for each record named by ``?id=``, each for the language that it waits for."""
    keys = {int(key) for key in request.GET.getlist("id")[:MOST] if key.isdecimal() and len(key) < 10}
    asked = request.GET.get("language")
    files = {}
    for page in Page.objects.filter(is_record(), pk__in=keys).order_by("pk"):
        if may_translate(page, request.user):
            record = latest(page)
            code = asked if asked in languages.CODES else wanted(record)
            files[f"{record.reference}-{code}.docx"] = _written(record, code)
    if not files:
        raise Http404
    return _file("translation.zip", packed(files), "application/zip")


def bring(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer the files, take one back, show what it would change, and take over what was chosen."""
    page = _page(request, pk)
    if "sheet" in request.POST:
        return _take_over(request, page)
    form = TranslatedFileForm(request.POST or None, request.FILES or None, reference=page.slug)
    if request.method == "POST" and form.is_valid():
        return _compared(request, page, form.cleaned_data["file"])
    context = {**_frame(page), "form": form, "languages": languages.LANGUAGES, "wanted": wanted(page.specific)}
    return TemplateResponse(request, "exchange/translation_form.html", context)


def _take_over(request: HttpRequest, page: Page) -> HttpResponse:
    try:
        sheet, revision = unsealed(request.POST["sheet"])
        if sheet.reference != page.slug:
            raise PermissionDenied
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("translation", page.pk)
    try:
        names = set(request.POST.getlist("take"))
        number = drafts.take_over(page.pk, sheet, names, revision=revision, user=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return _compared(request, page, sheet)
    told = ngettext("%d text is in the draft now.", "%d texts are in the draft now.", number)
    messages.success(request, f"{told % number} {_('Nothing was published.')}")
    return redirect("wagtailadmin_pages:edit", page.pk)


def _compared(request: HttpRequest, page: Page, sheet: Sheet) -> HttpResponse:
    comparison = compare(latest(page), sheet)
    context = {
        **_frame(page),
        "comparison": comparison,
        "sheet": sealed(sheet, page.latest_revision_id),
        "source": languages.BY_CODE[sheet.source],
        "target": languages.BY_CODE[sheet.target],
        "writable": any(not change.refused for change in comparison.changes),
    }
    return TemplateResponse(request, "exchange/translation_comparison.html", context)


def _frame(page: Page) -> dict[str, Any]:
    record = page.specific
    return {"page": page, "page_title": _("Translation"), "page_subtitle": record.get_admin_display_title()}


def _page(request: HttpRequest, pk: int) -> Page:
    page = get_object_or_404(Page.objects.filter(is_record()), pk=pk)
    if not may_translate(page, request.user):
        raise PermissionDenied
    return page


def _written(record: Any, code: str) -> bytes:
    return write(sheet_of(record, code), f"{record.reference} – {record.get_admin_display_title()}")


def _file(name: str, content: bytes, kind: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
