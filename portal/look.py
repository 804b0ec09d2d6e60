"""The look of the site: the portal's own, or the files that an administration puts in a folder to replace it."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.templatetags.static import static

#: What a theme may replace, with what stands there without one.
FILES = {
    "tokens.css": "portal/css/tokens.css",
    "favicon.svg": "portal/img/favicon.svg",
    "admin.css": "portal/admin/identity.css",
}
#: The prefix under which the files of the theme are served.
PREFIX = "theme"


def theme_file(name: str) -> str:
    """Return the address of a file of the theme; of the portal's own where the theme has none."""
    folder: Path | None = settings.THEME_DIR
    # A name from a template is a SafeString, which paths are not joined with.
    return static(f"{PREFIX}/{name}" if folder and Path(f"{folder}/{name}").is_file() else FILES[name])
