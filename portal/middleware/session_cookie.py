import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

#: The keys that Django gives to sessions.
KEY = re.compile(r"[a-z0-9]{32}")


class SessionCookie:
    """Takes a cookie that no session can have for none, and gives none that outlives the browser.

    A NUL in the cookie would make PostgreSQL raise. What somebody signed in reads is kept out of every cache: an answer
    that varies with the cookie alone stays in the browser, members' words included, after signing out.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        name = settings.SESSION_COOKIE_NAME
        if not KEY.fullmatch(request.COOKIES.get(name, "")):
            request.COOKIES.pop(name, None)
        response = self.get_response(request)
        if name in response.cookies and response.cookies[name].value:
            # The server knows when a session ends; the browser forgets it when it is closed, if that is sooner.
            response.cookies[name].update({"max-age": "", "expires": ""})
        if name in request.COOKIES and "public" not in response.headers.get("Cache-Control", ""):
            patch_cache_control(response, private=True, no_store=True)
        return response
