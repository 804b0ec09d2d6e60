"""Both languages of a page beside each other: two frames, each with the page as its readers will see it."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.http import urlencode

import languages
from portal.csp import SELF

#: The mode of the preview that shows both.
BOTH = "both"


def side_by_side(request: HttpRequest) -> TemplateResponse:
    """Return a page with a frame for each language; a frame asks for the same preview in its mode."""
    address = getattr(request, "preview_address", "")
    panel = {"in_preview_panel": "true"} if getattr(request, "in_preview_panel", False) else {}
    frames = [(each, f"{address}?{urlencode({'mode': each.code, **panel})}") for each in languages.LANGUAGES]
    response = TemplateResponse(request, "portal/admin/preview_both.html", {"frames": frames})
    # The rest of the policy is that of readers: nothing but this site's own previews is framed.
    response._csp_replace = {"frame-src": [SELF]}  # type: ignore[attr-defined]
    return response
