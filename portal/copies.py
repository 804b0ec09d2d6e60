"""A copy of a page says that it is one, until its author gives it a title of its own."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page

import languages
from portal.models import BilingualPage

#: Added to the title in each language, whichever language its author works in.
MARKS = {"fr": " (copie)", "nl": " (kopie)"}


def mark(copy: Page) -> None:
    """Mark both titles of a page that was just copied, in its draft and in the lists of the admin."""
    page = copy.specific
    if not isinstance(page, BilingualPage):
        return
    latest = page.get_latest_revision_as_object()
    headings = marked_headings(latest)
    for name, text in headings.items():
        setattr(latest, name, text)
    title = latest.heading_fr or latest.heading_nl
    type(page).objects.filter(pk=page.pk).update(**headings, title=title, draft_title=title)
    latest.save_revision(user=page.owner, changed=False, clean=False)


def marked_headings(page: Any) -> dict[str, str]:
    """Return the titles of a page with the mark, by field."""
    return {f"heading_{code}": marked(getattr(page, f"heading_{code}"), code) for code in languages.CODES}


def marked(heading: str, code: str) -> str:
    """Return a title with the mark, within the longest that a title may be; an empty one stays empty."""
    longest = BilingualPage._meta.get_field(f"heading_{code}").max_length or 0
    if not heading or is_marked(heading, code):
        return heading
    return f"{heading[: longest - len(MARKS[code])].rstrip()}{MARKS[code]}"


def is_marked(heading: str, code: str) -> bool:
    return heading.endswith(MARKS[code])
