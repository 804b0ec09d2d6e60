"""The answers to the two probes: whether the process runs, and whether the site can do its work."""

from http import HTTPStatus

from django.http import JsonResponse

from portal import probes

HEADERS = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}


def alive() -> JsonResponse:
    """Answer that this process runs; touches neither database nor disk."""
    return JsonResponse({"status": "ok"}, headers=HEADERS)


def ready() -> JsonResponse:
    """Answer with the state of each part: 503 when a vital one is down, 200 when others are degraded."""
    parts = {probe.name: state(probe) for probe in probes.registered(quick=True)}
    whole = next((word for word in ("down", "degraded") if word in parts.values()), "ok")
    status = HTTPStatus.SERVICE_UNAVAILABLE if whole == "down" else HTTPStatus.OK
    return JsonResponse({"status": whole, "parts": parts}, status=status, headers=HEADERS)


def state(probe: probes.Probe) -> str:
    """Return the state of one part in one word; what is wrong is for ``manage.py doctor`` alone."""
    if not probes.faults(probe):
        return "ok"
    return "down" if probe.vital else "degraded"
