"""The page on which somebody changes what is sent: themes, language, frequency, address."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

import languages
from newsletter import addresses, links, moving, own_data, subscriptions, tokens
from newsletter.forms import NewAddressForm, PreferencesForm
from newsletter.keyed_pages import keyed
from newsletter.keyed_views import back_to, source_of
from newsletter.models import Status, Subscriber

NAME = "newsletter_preferences"
SAVED, ADDRESS, DATA = "saved", "address", "data"


@keyed
def preferences(request: HttpRequest, token: str) -> HttpResponse:
    """Show the choices and take new ones; each of the three forms says by ``step`` which it is."""
    subscriber = tokens.subscriber_of_preferences(token)
    if subscriber is None or subscriber.status != Status.ACTIVE:
        raise Http404
    step = request.POST.get("step", "")
    if step == DATA:
        own_data.ask(subscriber.email, subscriber.language)
        return back_to(NAME, languages.active(), token, DATA)
    choices = PreferencesForm(request.POST if step == SAVED else None, initial=_current(subscriber))
    moved = NewAddressForm(request.POST if step == ADDRESS else None)
    if choices.is_valid():
        _save(subscriber, choices, request)
        return back_to(NAME, choices.cleaned_data["language"], token, SAVED)
    if moved.is_valid():
        moving.ask(subscriber, moved.cleaned_data["email"])
        return back_to(NAME, languages.active(), token, ADDRESS)
    context = {
        "form": choices,
        "moved": moved,
        "address": addresses.masked(subscriber.email),
        "leave": links.unsubscribe(subscriber.pk, languages.active()),
        "notice": _notice(request),
    }
    return render(request, "newsletter/preferences.html", context)


def _current(subscriber: Subscriber) -> dict[str, object]:
    return {
        "language": subscriber.language,
        "frequency": subscriber.frequency,
        "themes": subscriptions.themes_of(subscriber),
    }


def _save(subscriber: Subscriber, form: PreferencesForm, request: HttpRequest) -> None:
    asked = form.cleaned_data
    subscriptions.change(
        subscriber,
        language=asked["language"],
        frequency=asked["frequency"],
        themes=asked["themes"],
        shown=form.shown,
        by=source_of(request),
    )


def _notice(request: HttpRequest) -> str:
    """Return what was done by the press of a button that led here."""
    told = {
        SAVED: gettext("Your choices have been saved."),
        ADDRESS: gettext(
            "We have written to the new address: press the button in that mail. Until then nothing changes."
        ),
        DATA: gettext("We have sent you a mail with the link to your data."),
    }
    return next((text for name, text in told.items() if name in request.GET), "")
