"""What a practice says about itself: to readers in its texts, to search in one language at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from languages.text import Text, in_language
from portal.markdown.plain import plain
from portal.projection import Projection

#: The texts of the page in the order in which they are shown; a text of rows stands with the name of its relation.
ORDER = (
    "problem",
    "how_it_works",
    "steps.heading",
    "steps.text",
    "steps.duration",
    "resources",
    "skills",
    "tools",
    "results.indicator",
    "results.unit",
    "results.period",
    "results.source",
    "results_explained",
    "no_result_yet",
    "difficulties",
    "what_did_not_work",
    "conditions",
    "transfer",
    "building_blocks.heading",
    "building_blocks.text",
    "personal_data_which",
    "personal_data_basis",
    "partners.role",
    "expert_opinion",
    "links.label",
)


def texts(page: Any, code: str) -> Iterator[Text]:
    """Yield every text shown to a reader of one language; each says the language it is in."""
    for place in ORDER:
        owner, _dot, name = place.rpartition(".")
        for row in getattr(page, owner).all() if owner else (page,):
            yield in_language(row, name, code)


def project(page: Any, code: str) -> Projection:
    """Return what search knows of a practice in one language."""
    headings = (getattr(step, f"heading_{code}") for step in page.steps.all())
    return Projection(
        title=getattr(page, f"heading_{code}"),
        lead="\n".join([getattr(page, f"summary_{code}"), page.reference, *headings]),
        body="\n\n".join(plain(text) for text in texts(page, code) if text and text.language == code),
        kind=page.kind,
        themes=tuple(item.tag.slug for item in page.themed_items.all()),
        organisation=page.organisation.identifier if page.organisation else "",
        municipalities=tuple(each.nis for each in page.municipalities.all()),
        date=timezone.localdate(page.first_published_at) if page.first_published_at else None,
        state=page.state,
    )
