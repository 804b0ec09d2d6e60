"""Readers say what they think of a page; nothing is kept on GET, and nobody is asked who they are."""

from __future__ import annotations

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

import languages
from editorial import reactions
from editorial.models import Reaction, WantedDocument
from editorial.reaction_forms import ReactionForm
from editorial.reactions import Said
from portal.cards import Card, cards
from portal.networks import network_of
from portal.published import Access

RECORD = "record"


def _record(request: HttpRequest) -> Card | None:
    """Return the record named in the address; none where the reader speaks of the site as a whole."""
    reference = request.GET.get(RECORD, "")
    if not reference:
        return None
    record = reactions.record_of(reference[:20], Access.of(request)) if "\x00" not in reference else None
    if record is None:
        raise Http404
    return record


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def react(request: HttpRequest) -> HttpResponse:
    """Show the form, for the record of the address or for the site, and take it."""
    record = _record(request)
    begin = {"kind": request.GET.get("kind")}
    form = ReactionForm(request.POST) if request.method == "POST" else ReactionForm(initial=begin)
    if form.is_valid():
        if not form.looks_human:
            return _thanks(record)
        if reactions.OF_A_NETWORK.is_free(network_of(request)):
            reactions.keep(form.said(record.pk if record else None))
            return _thanks(record)
        form.add_error(None, gettext("Too many requests came from your network. Please try again in an hour."))
        return _shown(request, form, record, HTTPStatus.TOO_MANY_REQUESTS)
    return _shown(request, form, record, HTTPStatus.OK)


@csrf_exempt
@never_cache
@require_POST
def useful(request: HttpRequest) -> HttpResponse:
    """Take one click without a form: whoever presses it has no session that another site could misuse."""
    record = _record(request)
    if record is None:
        raise Http404
    if reactions.OF_A_NETWORK.is_free(network_of(request)):
        reactions.keep(Said(Reaction.Kind.USEFUL, languages.active(), record.pk))
    return _thanks(record)


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "editorial/reaction_thanks.html", {"record": _record(request)})


@require_safe
def wanted(request: HttpRequest) -> HttpResponse:
    """List what readers look for and nobody has written yet; what was written leads to it."""
    wishes = list(WantedDocument.objects.filter(shown=True).select_related("theme").prefetch_related("theme__labels"))
    written = cards([wish.answered_by_id for wish in wishes if wish.answered_by_id], Access.of(request))
    by_page = {card.pk: card for card in written}
    rows = [(wish, by_page.get(wish.answered_by_id or 0)) for wish in wishes]
    context = {"open": [wish for wish, card in rows if not card], "written": [row for row in rows if row[1]]}
    return render(request, "editorial/wanted.html", context)


def _thanks(record: Card | None) -> HttpResponse:
    query = f"?{RECORD}={record.reference}" if record else ""
    return HttpResponseRedirect(reverse("reaction_thanks") + query)


def _shown(request: HttpRequest, form: ReactionForm, record: Card | None, status: int) -> HttpResponse:
    return render(request, "editorial/reaction.html", {"form": form, "record": record}, status=status)
