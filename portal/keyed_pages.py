"""What every page has whose address is a key: it is told to nobody, kept nowhere, and cookies play no part in it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

View = Callable[..., HttpResponse]
HEADERS = {
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}


def keyed(unknown: str) -> Callable[[View], View]:
    """Make a view answer to whoever holds the key in its address, signed in or not; ``unknown`` is a template.

    The key is the authority, so that there is no cookie by which another site could act; and a page without referrer
    sends none of the headers that the check for such requests asks for. Whatever is wrong with a key, the answer is
    the same. A look, by GET or HEAD, must change nothing: that is for the view to keep.
    """

    def decorate(view: View) -> View:
        @csrf_exempt
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def wrapped(request: HttpRequest, token: str, **kwargs: str) -> HttpResponse:
            try:
                response = view(request, token, **kwargs)
            except Http404:
                response = render(request, unknown, status=HTTPStatus.NOT_FOUND)
            for name, value in HEADERS.items():
                response.headers[name] = value
            add_never_cache_headers(response)
            return response

        return wrapped

    return decorate
