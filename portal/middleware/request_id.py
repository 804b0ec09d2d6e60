"""One identifier per request, in every line of the log and in the response."""

import uuid
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

current: ContextVar[str] = ContextVar("request_id", default="-")


class RequestId:
    """Gives each request a new identifier; one sent by the client is not trusted, it could forge lines of the log."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response with its identifier."""
        identifier = uuid.uuid4().hex
        token = current.set(identifier)
        # Django logs a refused request when every middleware is done with it, and names the request.
        request.identifier = identifier  # type: ignore[attr-defined]
        try:
            response = self.get_response(request)
            response.headers["X-Request-ID"] = identifier
            return response
        finally:
            current.reset(token)
