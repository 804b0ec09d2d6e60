from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

import languages


class LanguageFromPath:
    """Serves a request in the language that its path names, and in nothing that a cookie or a header says.

    Django's own middleware guesses from both and makes every answer vary with them. The admin chooses the language
    of the person signed in by itself.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        first = request.path_info.lstrip("/").split("/", 1)[0]
        code = first if first in languages.BY_CODE else languages.CODES[0]
        with translation.override(code):
            request.LANGUAGE_CODE = code  # type: ignore[attr-defined]
            response = self.get_response(request)
            if first in languages.BY_CODE:
                response.headers.setdefault("Content-Language", languages.tag_of(code))
        return response
