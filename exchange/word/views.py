"""A Word file is brought on one page and followed on another one, where the report stands in the end."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail.permissions import page_permission_policy

import languages
from exchange.models import WordImport
from exchange.word import work
from exchange.word.forms_admin import WordForm
from exchange.word.kinds import KINDS
from exchange.word.template import CONTENT_TYPE, template

#: Seconds after which the page of a file that waits is asked for again.
AGAIN = 3


def may_bring(user: Any) -> bool:
    """Whether somebody may write records at all; where, the form asks."""
    return bool(page_permission_policy.user_has_any_permission(user, {"add", "change"}))


def bring(request: HttpRequest, kind: str) -> HttpResponse:
    """Take a file and have it worked on."""
    _check(request)
    files = request.FILES or None
    form = WordForm(
        request.POST or None, files, kind=KINDS[kind], user=request.user, initial={"language": languages.active()}
    )
    if request.method == "POST" and form.is_valid():
        row = form.row()
        work.begin(row)
        return redirect("word_import", row.pk)
    context = {
        "form": form,
        "page_title": _("From a Word file"),
        "page_subtitle": KINDS[kind].label,
        "templates": [(language, f"word_template_{kind}_{language.code}") for language in languages.LANGUAGES],
    }
    return TemplateResponse(request, "exchange/word_form.html", context)


def follow(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far a file is, to the person who brought it."""
    _check(request)
    row = get_object_or_404(WordImport.objects.defer("content").select_related("page"), pk=pk, user=request.user)
    context = {"row": row, "page_title": _("From a Word file"), "page_subtitle": row.name}
    response = TemplateResponse(request, "exchange/word_state.html", context)
    if row.state == WordImport.State.WAITING:
        response["Refresh"] = str(AGAIN)
    return response


def offer(request: HttpRequest, kind: str, language: str) -> HttpResponse:
    """Give the file to be filled in offline."""
    _check(request)
    name = f"{kind}-{language}.docx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(template(KINDS[kind], language), content_type=CONTENT_TYPE, headers=headers)


def _check(request: HttpRequest) -> None:
    if not may_bring(request.user):
        raise PermissionDenied
