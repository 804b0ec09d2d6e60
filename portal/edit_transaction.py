"""What an editor does to a page from the admin is one transaction.

Wagtail's views save, unpublish or move the page in one and tell what follows from it (addresses, search rows) after
that, past the methods of ``BilingualPage``; a failure between the two would leave a page live without address. Mails
that they send are rows of the same transaction, which a worker sends after it. A record that may not be published
undoes all of it, and whoever pressed the button is told why.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http.client import FOUND
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.modal_workflow import render_modal_workflow

from portal.concurrent_edits import MergedPost, merged_post, note_conflicts, refusal, waits_for_a_decision
from portal.publication import NotPublishable

View = Callable[..., HttpResponse]


#: The views of Wagtail that write pages, by the names of their addresses.
WRITING = {"add", "edit", "unpublish", "move_confirm", "delete", "workflow_action", "wagtail_bulk_action"}


def write_at_once(view: View) -> View:
    """Return the view with all that a POST writes in one transaction; reading takes no lock."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        pk = kwargs.get("page_id")
        if pk and waits_for_a_decision(request, pk):
            return refusal()
        if request.method != "POST":
            _begin_anew(request, pk)
            return view(request, *args, **kwargs)
        try:
            with transaction.atomic():
                merged = _merge(request, pk) if pk else None
                response = view(request, *args, **kwargs)
                _tell(request, merged, saved=response.status_code == FOUND)
                return response
        except NotPublishable as refused:
            return _told(request, refused, pk)

    return wrapped


def _begin_anew(request: HttpRequest, pk: int | None) -> None:
    if pk and request.accepts("text/html"):
        note_conflicts(request, pk, None)


def _merge(request: HttpRequest, pk: int) -> MergedPost | None:
    """Have the view find what was sent together with what somebody else has saved since."""
    merged = merged_post(request, pk)
    if merged:
        request.POST = merged  # type: ignore[assignment]
    if request.accepts("text/html"):
        note_conflicts(request, pk, merged)
    return merged


def _tell(request: HttpRequest, merged: MergedPost | None, *, saved: bool) -> None:
    """Say that somebody else has saved the record in between, and what became of it."""
    if merged is None:
        return
    kept = _("%s had saved this record since you opened it: your changes and theirs are both kept.")
    both = _("%s had saved this record since you opened it. What you both changed is marked below: nothing is lost.")
    if saved:
        messages.info(request, kept % merged.who)
    elif merged.conflicts:
        messages.warning(request, both % merged.who)


def _told(request: HttpRequest, refused: NotPublishable, pk: int | None) -> HttpResponse:
    """Say why nothing was published, where the record can be mended: in its form, else where the button was."""
    reasons = format_html_join("", "<li>{}</li>", ((reason,) for reason in refused.messages))
    what = _("“%s” was not published:") % refused.name
    messages.error(request, format_html("{} <ul>{}</ul>", what, reasons))
    address = reverse("wagtailadmin_pages:edit", args=[pk]) if pk else request.get_full_path()
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        return render_modal_workflow(request, "", None, {}, json_data={"step": "success", "redirect": address})
    return redirect(address)


def write_edits_at_once(patterns: list[Any]) -> None:
    """Wrap those of Wagtail's views of pages after which addresses, search rows or mails follow, in place."""
    for pattern in patterns:
        if getattr(pattern, "name", None) in WRITING:
            pattern.callback = write_at_once(pattern.callback)
