"""The pages behind the links of mails. A look at them changes nothing: programs follow links before people do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation

import languages
from newsletter import addresses, confirming, links, moving, subscriptions, tokens
from newsletter.confirming import Kind, Link
from newsletter.consent import Source
from newsletter.keyed_pages import keyed
from newsletter.models import SignUpRequest, Status, Subscriber
from newsletter.tokens import Purpose
from portal.networks import network_of
from themes.models import Theme

CONFIRMS: dict[str, Callable[[SignUpRequest, Source], Link]] = {
    Kind.SIGN_UP: confirming.confirm,
    Kind.ADDRESS: moving.confirm,
}


@keyed
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show the button, and do what it says when it is pressed."""
    asked = confirming.found(token, *CONFIRMS)
    if asked is None:
        raise Http404
    state = confirming.state_of(asked)
    if request.method == "POST":
        state = CONFIRMS[asked.kind](asked, source_of(request))
    context: dict[str, Any] = {"asked": asked, "themes": Theme.objects.with_labels().filter(slug__in=asked.themes)}
    if state is Link.DONE:
        return _done(request, asked, context)
    template = "confirm" if state is Link.GOOD else "over"
    return render(request, f"newsletter/{template}.html", context)


def _done(request: HttpRequest, asked: SignUpRequest, context: dict[str, Any]) -> HttpResponse:
    """Welcome somebody; the way to the preferences is for the person who pressed the button only."""
    subscriber = Subscriber.objects.get(pk=asked.subscriber_id)
    if request.method == "POST":
        context["preferences"] = links.preferences(subscriber)
    return render(request, "newsletter/welcome.html", {**context, "subscriber": subscriber})


@keyed
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Show whose subscription it is, as little as its owner needs, and a button that ends it."""
    return _leaving(request, token, _subscriber(Purpose.UNSUBSCRIBE, token))


def _leaving(request: HttpRequest, token: str, subscriber: Subscriber | None) -> HttpResponse:
    if request.method == "POST" and subscriber:
        subscriptions.leave(subscriber.pk, source_of(request))
        return render(request, "newsletter/left.html")
    if subscriber is None or subscriber.status not in subscriptions.LEAVING:
        return render(request, "newsletter/not_subscribed.html")
    context = {
        "address": addresses.masked(subscriber.email),
        "action": reverse("newsletter_unsubscribe", args=[token]),
    }
    return render(request, "newsletter/unsubscribe.html", context)


@keyed
def one_click(request: HttpRequest, token: str) -> HttpResponse:
    """End a subscription by the POST of a mail program (RFC 8058): no page to follow, no cookie, no redirection."""
    subscriber = _subscriber(Purpose.UNSUBSCRIBE, token)
    if request.method != "POST":
        with translation.override(subscriber.language if subscriber else languages.active()):
            return _leaving(request, token, subscriber)
    if subscriber:
        subscriptions.leave(subscriber.pk, source_of(request))
    return HttpResponse("OK", content_type="text/plain")


@keyed
def block(request: HttpRequest, token: str) -> HttpResponse:
    """Let somebody whose address others typed in keep it out of this site."""
    subscriber = _subscriber(Purpose.BLOCK, token)
    if request.method != "POST" and subscriber and subscriber.status == Status.PENDING:
        return render(request, "newsletter/block.html", {"address": addresses.masked(subscriber.email)})
    if request.method == "POST" and subscriber:
        subscriptions.block(subscriber.pk, source_of(request))
    return render(request, "newsletter/blocked.html")


def _subscriber(purpose: Purpose, token: str) -> Subscriber | None:
    """Return whose token it is; None for one who is no longer there. A token that is not ours is not found."""
    said = tokens.read(purpose, token)
    if said is None:
        raise Http404
    return Subscriber.objects.filter(pk=said.subscriber_id).first()


def source_of(request: HttpRequest) -> Source:
    """Return where a button was pressed, without the key in its address."""
    match = request.resolver_match
    return Source(match.view_name if match else "", network=network_of(request))


def back_to(name: str, code: str, token: str, said: str) -> HttpResponse:
    """Lead to a page again after something was done on it, so that loading it once more does nothing."""
    with translation.override(code):
        return HttpResponseRedirect(f"{reverse(name, args=[token])}?{said}")
