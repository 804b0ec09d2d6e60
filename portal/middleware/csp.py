"""The content security policy of each response."""

from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from portal.csp import EDITOR


class ContentSecurityPolicy(CSPMiddleware):
    """Sends the strict policy, and the editors' one on admin pages that a signed-in person gets."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """Return what django-csp builds the header from."""
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and is_editors_page(request):
            parts.update = None
            parts.replace = {**EDITOR, **(parts.replace or {})}
        return parts


def is_editors_page(request: HttpRequest) -> bool:
    """Return whether a signed-in person asks for a page of the admin; the log-in page stays strict."""
    path = reverse("wagtailadmin_home")
    if not request.path_info.startswith(path) or request.path_info.startswith(f"{path}login/"):
        return False
    user = getattr(request, "user", None)
    return bool(user and user.is_authenticated)
