"""What a person sees of what is kept about an address, takes along, and has erased."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from newsletter import confirming, own_data
from newsletter.confirming import Kind
from newsletter.keyed_pages import keyed
from newsletter.keyed_views import source_of
from newsletter.models import SignUpRequest

ERASE = "erase"


@keyed
def data(request: HttpRequest, token: str) -> HttpResponse:
    """Show everything that is kept under the address that the link was sent to; a button erases it."""
    asked = _asked(token)
    if request.POST.get("step") == ERASE:
        own_data.erase(asked, source_of(request))
        return render(request, "newsletter/erased.html", {"left": own_data.found(asked)})
    context = {"asked": asked, "token": token, "found": own_data.found(asked)}
    return render(request, "newsletter/data.html", context)


@keyed
def data_as_json(request: HttpRequest, token: str) -> HttpResponse:
    """Give the same as a file that other programs read."""
    asked = _asked(token)
    response = JsonResponse(own_data.as_json(asked), json_dumps_params={"ensure_ascii": False, "indent": 2})
    response.headers["Content-Disposition"] = 'attachment; filename="data.json"'
    return response


def _asked(token: str) -> SignUpRequest:
    asked = confirming.found(token, Kind.DATA)
    if asked is None or asked.expires_at <= timezone.now():
        raise Http404
    return asked
