"""Signing up, and asking for a link to one's own preferences and data: pages that everybody finds."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

import languages
from newsletter import consent, limits, own_data, signing_up
from newsletter.consent import Source
from newsletter.forms import LinkForm, SignUpForm
from portal.networks import network_of
from portal.robots import HumanForm

reading_and_sending = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@reading_and_sending
def sign_up(request: HttpRequest) -> HttpResponse:
    """Show the form, and take it; what is answered does not depend on the address."""
    form = SignUpForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _may_go_on(request, form):
        if form.looks_human:
            signing_up.ask(form.choice, _source(request))
        return HttpResponseRedirect(reverse("newsletter_asked"))
    words = consent.current_words(languages.active())
    return render(request, "newsletter/sign_up.html", {"form": form, "words": words}, status=_status(form))


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    return render(request, "newsletter/asked.html")


@never_cache
@reading_and_sending
def ask_for_link(request: HttpRequest) -> HttpResponse:
    """Mail a link to what is kept about an address, when there is anything."""
    form = LinkForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _may_go_on(request, form):
        if form.looks_human:
            own_data.ask(form.cleaned_data["email"], languages.active())
        return HttpResponseRedirect(reverse("newsletter_link_asked"))
    return render(request, "newsletter/link.html", {"form": form}, status=_status(form))


@require_safe
def link_asked(request: HttpRequest) -> HttpResponse:
    return render(request, "newsletter/link_asked.html")


def _may_go_on(request: HttpRequest, form: HumanForm) -> bool:
    """Whether neither this network nor the whole net sends too much; otherwise the form says so."""
    if form.looks_human and not limits.OF_A_NETWORK.is_free(network_of(request)):
        form.refuse(gettext("Too many requests came from your network. Please try again in an hour."))
    elif form.looks_human and limits.flooded():
        form.refuse(gettext("The site receives too many requests just now. Please try again in an hour."))
    return not form.is_refused


def _status(form: HumanForm) -> int:
    return HTTPStatus.TOO_MANY_REQUESTS if form.is_refused else HTTPStatus.OK


def _source(request: HttpRequest) -> Source:
    return Source(request.path, network=network_of(request))
