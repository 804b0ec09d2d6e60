"""What a browser may load: one strict policy for readers and sign-in, one with exceptions for the editors' pages.

All of django-csp is behind this module and ``portal/middleware/csp.py``, so that a move to Django's own middleware
touches these two files only.
"""

SELF = "'self'"
NONE = "'none'"
INLINE = "'unsafe-inline'"

STRICT: dict[str, list[str] | bool] = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF, "data:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "media-src": [SELF],
    "manifest-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "object-src": [NONE],
    # The preview panel of the editor shows public pages in a frame of the same site.
    "frame-ancestors": [SELF],
}

# Wagtail's own templates carry inline scripts, and its rich-text editor writes inline styles.
EDITOR: dict[str, list[str] | bool] = {
    "script-src": [SELF, INLINE],
    "style-src": [SELF, INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
}

POLICY = {"DIRECTIVES": STRICT}


def with_upgrade(policy: dict[str, list[str] | bool], *, https: bool) -> dict[str, list[str] | bool]:
    """Return the policy, on https with the order to fetch everything over https."""
    return {**policy, "upgrade-insecure-requests": True} if https else policy
