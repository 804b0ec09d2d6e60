"""Answers health probes before anything else looks at the request: they come without a host name, over plain http."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from portal import health

PROBES = {"/healthz": health.alive, "/readyz": health.ready}


class HealthProbes:
    """Leads the two addresses of probes to ``portal.health`` and all others on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the answer to a probe, or that of the site."""
        probe = PROBES.get(request.path_info)
        return probe() if probe else self.get_response(request)
