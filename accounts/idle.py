"""A session with which somebody works in the admin ends after half an hour in which nothing was done.

Other people use the same computers. Twelve hours after signing in it ends in any case.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends.base import SessionBase
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User

IDLE = int(timedelta(minutes=30).total_seconds())
LONGEST = int(timedelta(hours=12).total_seconds())
#: Seconds: not every request writes; what was done last may count as done so much earlier.
PRECISION = 60
SINCE, ACTIVE = "worked_since", "worked_last"
#: What an open page asks by itself, whether or not anybody sits before it.
UNATTENDED = {"wagtailadmin_editing_sessions:ping", "wagtailadmin_editing_sessions:release", "session_left"}


@receiver(user_logged_in)
def note_the_sign_in(sender: type[User], user: User, request: HttpRequest, **kwargs: Any) -> None:
    if user.has_perm("wagtailadmin.access_admin"):
        request.session[SINCE] = int(time.time())


def left(session: SessionBase) -> int:
    """Return the seconds until the session of somebody who works in the admin ends if nothing is done."""
    now = int(time.time())
    return max(0, min(session.get(ACTIVE, now) + IDLE, session.get(SINCE, now) + LONGEST) - now)


def renew(session: SessionBase) -> None:
    """Count this moment as work; the row of the session says itself when it ends, whoever asks."""
    session[ACTIVE] = int(time.time())
    session.setdefault(SINCE, session[ACTIVE])
    # Zero would mean: until the browser is closed.
    session.set_expiry(max(1, left(session)))


class IdleLimit:
    """Renews the session of somebody who works in the admin, at most once a minute.

    Stands inside the session's own middleware. A session that nobody looked at stays so.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.session.accessed and _is_work(request) and _is_due(request.session):
            renew(request.session)
        return response


def _is_work(request: HttpRequest) -> bool:
    match = request.resolver_match
    if match and match.view_name in UNATTENDED:
        return False
    # Whoever was given a role since signing in comes to the admin without having been noted.
    return SINCE in request.session or (request.path_info.startswith("/admin/") and request.user.is_authenticated)


def _is_due(session: SessionBase) -> bool:
    return time.time() - session.get(ACTIVE, 0) >= PRECISION


def _told(request: HttpRequest) -> JsonResponse:
    if not request.user.has_perm("wagtailadmin.access_admin"):
        return JsonResponse({"left": 0}, status=HTTPStatus.FORBIDDEN)
    # Signing in again makes the token of a form that is still open worthless: it gets a new one.
    return JsonResponse({"left": left(request.session), "token": get_token(request)})


@never_cache
@require_safe
def session_left(request: HttpRequest) -> JsonResponse:
    """Answer how many seconds are left, without renewing anything."""
    return _told(request)


@never_cache
@require_POST
def session_stay(request: HttpRequest) -> JsonResponse:
    """Renew the session of somebody who sits before the screen."""
    if SINCE in request.session:
        renew(request.session)
    return _told(request)
