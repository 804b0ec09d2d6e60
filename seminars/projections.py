"""What a record says about itself: to readers in its texts, to search in one language at a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from languages.text import Text, in_language
from portal.markdown.plain import plain
from portal.projection import Projection

#: The texts of a page in the order in which they are shown; a text of rows stands with the name of its relation.
SEMINAR = (
    "takeaways.text",
    "body",
    "aims.text",
    "place",
    "place_address",
    "place_access",
    "opening",
    "programme.heading",
    "programme.speakers",
    "closing",
    "survey_summary",
)
PANEL = (
    "question",
    "findings",
    "agreement",
    "disagreement",
    "open_questions",
    "recommendations.text",
    "recommendations.reason",
    "mentions.text",
    "people.function",
)
WORKING_GROUP = (
    "body",
    "deliverables.heading",
    "how_to_join",
    "meetings.place",
    "meetings.agenda",
    "meetings.decisions",
    "closing_report",
)


def texts(page: Any, places: tuple[str, ...], code: str) -> Iterator[Text]:
    """Yield every text shown to a reader of one language; each says the language it is in."""
    for place in places:
        owner, _dot, name = place.rpartition(".")
        for row in getattr(page, owner).all() if owner else (page,):
            yield in_language(row, name, code)


def project(page: Any, places: tuple[str, ...], code: str, *, state: str, day: date | None) -> Projection:
    """Return what search knows of a record in one language."""
    return Projection(
        title=getattr(page, f"heading_{code}"),
        lead="\n".join([getattr(page, f"summary_{code}"), page.reference, *_references(page)]),
        body="\n\n".join(plain(text) for text in texts(page, places, code) if text and text.language == code),
        kind=page.kind,
        themes=tuple(item.tag.slug for item in page.themed_items.all()),
        organisation=page.organisation.identifier if page.organisation else "",
        municipalities=tuple(each.nis for each in page.municipalities.all()),
        date=day,
        state=state,
    )


def _references(page: Any) -> list[str]:
    rows = page.recommendations.all() if hasattr(page, "recommendations") else ()
    return [row.reference for row in rows if row.reference]
