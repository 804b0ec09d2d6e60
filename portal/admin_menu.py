"""What the menu of the admin leaves out: whatever leads away from the portal or has no use in it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

#: Help leads to pages of third parties; page types are one; the site has one address, which comes from its settings.
#: Wagtail's own count of questions is not used: ``search.counts`` writes nothing while somebody searches.
HIDDEN = {"help", "page-types-usage", "sites", "snippets", "redirects", "search-terms"}


def without_the_useless(request: HttpRequest, items: list[Any]) -> None:
    """Take the items out of the list, which is how Wagtail's hooks have it."""
    items[:] = [item for item in items if item.name not in HIDDEN]
