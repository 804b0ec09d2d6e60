"""The next seminar of a series begins with what does not change from one year to the next."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from languages.fields import field_names
from portal.copies import marked_headings
from seminars.models import ProgrammeItem, SeminarPage
from themes.models import ThemedItem

#: What an organiser would type again: who, where and in which languages. The day, what is said and what comes of it
#: are of one seminar alone.
PRACTICAL = (
    *("organisation", "contact_mailbox", "contact_telephone", "licence", "language_regime", "interpretation"),
    *(name for text in ("contact_service", "place", "place_address", "place_access") for name in field_names(text)),
)
ALSO = ("partners", "municipalities")
#: Of an item of the programme; who speaks and which panel it is are for the organiser to say.
OF_AN_ITEM = ("start", "end", "kind", *field_names("heading"))


@transaction.atomic
def begin_next(last: SeminarPage, user: Any) -> SeminarPage:
    """Make the draft of the seminar that follows ``last``, as its latest version has it, and return it."""
    known = last.get_latest_revision_as_object()
    facts = {**marked_headings(known), **{name: getattr(known, name) for name in PRACTICAL}}
    page = SeminarPage(previous=last, owner=user, live=False, locale=last.locale, **facts)
    for name in ALSO:
        setattr(page, name, getattr(known, name).all())
    page.themed_items = [ThemedItem(tag=row.tag, sort_order=row.sort_order) for row in known.themed_items.all()]
    page.programme = [
        ProgrammeItem(sort_order=row.sort_order, **{name: getattr(row, name) for name in OF_AN_ITEM})
        for row in known.programme.all()
    ]
    last.get_parent().specific.add_child(instance=page)
    page.save_revision(user=user, log_action="wagtail.create", clean=False)
    return page
