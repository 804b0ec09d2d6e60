"""What somebody of the panel sees who follows the link: the draft, paragraph by paragraph; nothing changes on GET."""

from __future__ import annotations

from http import HTTPStatus

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from portal.keyed_pages import keyed
from seminars import panel_readings
from seminars.models import PanelReader


class CommentForm(forms.Form):
    anchor = forms.CharField(max_length=40, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Your comment"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}), strip=True
    )


@keyed("seminars/reading_over.html")
def read(request: HttpRequest, token: str) -> HttpResponse:
    """Show the draft in the language of the reader, and take a comment or the word that it was read."""
    reader = panel_readings.reader_of(token)
    if reader is None:
        raise Http404
    with translation.override(reader.language):
        return _answer(request, reader, reverse("panel_reading", args=[token]))


def _answer(request: HttpRequest, reader: PanelReader, here: str) -> HttpResponse:
    form = None
    if request.method == "POST":
        if "finished" in request.POST:
            panel_readings.finish(reader)
            return HttpResponseRedirect(here)
        form = CommentForm(request.POST)
        if form.is_valid():
            try:
                kept = panel_readings.comment(reader, form.cleaned_data["anchor"], form.cleaned_data["text"])
                return HttpResponseRedirect(f"{here}#{kept.anchor}")
            except ValidationError as refused:
                form.add_error(None, refused)
    return _shown(request, reader, form)


def _shown(request: HttpRequest, reader: PanelReader, form: CommentForm | None) -> HttpResponse:
    """Show each paragraph with what this reader said about it, and what was typed where it was not taken."""
    draft = panel_readings.draft_of(reader.panel)
    said: dict[str, list[str]] = {}
    for each in reader.comments.all():
        said.setdefault(each.anchor, []).append(each.text)
    rows = [(part, said.get(part.anchor, [])) for part in panel_readings.paragraphs(draft, reader.language)]
    context = {"reader": reader, "draft": draft, "rows": rows, "form": form, "empty": CommentForm()}
    status = HTTPStatus.OK if form is None else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "seminars/reading.html", context, status=status)
