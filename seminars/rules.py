"""What seminars, panels and working groups must tell before readers may see them.

Each rule is where it is about (a field, or the relation of rows), whether it holds, and what its author is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

import languages
from seminars.models.choices import GroupStatus, NoteState, RecommendationState

MOST_TAKEAWAYS = 5
Problem = tuple[str, str | Promise]
Rule = tuple[str, Any, str | Promise]


def of_seminar(page: Any) -> Iterator[Problem]:
    yield from _broken(_day(page))
    yield from _broken(_participation(page))
    yield from _broken(_takeaways(page))
    yield from _broken(_photos(page))


def of_panel(page: Any) -> Iterator[Problem]:
    yield from _broken(_note(page))
    for position, row in enumerate(page.recommendations.all(), 1):
        for _place, message in _broken(_recommendation(row, page.seminar and page.seminar.day)):
            numbered = _("Recommendation %(number)s: %(message)s")
            yield "recommendations", numbered % {"number": row.number or position, "message": message}
    for row in _taken_out(page):
        stays = _("%(reference)s has been published: decline it and say why, rather than take it out.")
        yield "recommendations", stays % {"reference": row.reference}


def of_working_group(page: Any) -> Iterator[Problem]:
    yield from _broken(_mandate(page))
    yield from _broken(_end(page))


def _broken(rules: Iterable[Rule]) -> Iterator[Problem]:
    yield from ((place, message) for place, holds, message in rules if not holds)


def _text(name: str) -> str:
    """Return the field of a text that its author is looking at."""
    return f"{name}_{languages.active()}"


def _in_both(row: Any, name: str) -> bool:
    return all(getattr(row, f"{name}_{code}") for code in languages.CODES)


def _day(page: Any) -> Iterator[Rule]:
    yield "starts_at", page.starts_at, _("Say when it starts.")
    yield "ends_at", page.ends_at, _("Say when it ends.")
    in_order = not (page.starts_at and page.ends_at) or page.starts_at < page.ends_at
    yield "ends_at", in_order, _("It must end after it starts.")
    yield _text("place"), page.place or page.online_link, _("Say where it takes place.")
    yield "aims", all(row.text for row in page.aims.all()), _("Write each aim in at least one language.")
    items = page.programme.all()
    yield "programme", all(item.heading for item in items), _("Give each item of the programme a title.")
    complete = all(item.start and item.end for item in items)
    yield "programme", complete, _("Say for each item of the programme from when until when it lasts.")


def _participation(page: Any) -> Iterator[Rule]:
    numbers = [row.number for row in page.participation.all() if row.number]
    fits = page.participants_total is None or sum(numbers) <= page.participants_total
    yield "participants_total", fits, _("The kinds of organisations add up to more than this number.")


def _takeaways(page: Any) -> Iterator[Rule]:
    rows = page.takeaways.all()
    few = _("Keep to five takeaways: nobody remembers more.")
    yield "takeaways", len(rows) <= MOST_TAKEAWAYS, few
    complete = all(_in_both(row, "text") for row in rows)
    yield "takeaways", complete, _("Write each takeaway in both languages.")
    told = _in_both(page, "body") or rows
    what = _("The outputs are published: write the synthesis, or what we take away, in both languages.")
    yield _text("body"), told or not page.has_outputs, what


def _photos(page: Any) -> Iterator[Rule]:
    images = [row.image for row in page.photos.all() if row.image_id]
    yield "photos", all(image.credit for image in images), _("Give the credit of each photo first.")
    yield "photos", all(image.rights_confirmed for image in images), _("Confirm the rights of each photo first.")
    described = all(_in_both(image, "alt") for image in images)
    yield "photos", described, _("Describe each photo in both languages first.")


def _note(page: Any) -> Iterator[Rule]:
    yield _text("question"), _in_both(page, "question"), _("Write the question discussed in both languages.")
    found = page.findings or page.note_state != NoteState.FINAL
    yield _text("findings"), found, _("A final note tells what the panel found.")
    people = page.people.all()
    known = all(row.function_shown for row in people)
    yield "people", known, _("Give the function of each person: names disappear when a consent ends.")
    mentions = page.mentions.all()
    named = all(row.text or row.page_id for row in mentions)
    yield "mentions", named, _("Say for each practice mentioned which record it is, or what it is about.")


def _recommendation(row: Any, day: Any) -> Iterator[Rule]:
    place = "recommendations"
    yield place, _in_both(row, "text"), _("write it in both languages.")
    yield place, not (day and row.due and row.due < day), _("it is due before the seminar took place.")
    yield place, not (day and row.decided_on and row.decided_on < day), _("it was decided before the seminar.")
    if row.state == RecommendationState.DECLINED:
        yield place, row.reason and row.decided_on, _("say why and when it was declined.")
    if row.state == RecommendationState.TAKEN_UP:
        yield place, row.taken_up_by_id, _("say which record takes it up.")
    if row.state == RecommendationState.DONE:
        yield place, row.taken_up_by_id or row.reason, _("say what was done: the record that resulted, or the reason.")


def _taken_out(page: Any) -> list[Any]:
    """Return the recommendations that readers know and that are not among the rows any more."""
    if not page.pk or not page.live:
        return []
    kept = [row.pk for row in page.recommendations.all() if row.pk]
    stored = type(page).recommendations.rel.related_model.objects.filter(panel_id=page.pk, reference__isnull=False)
    return list(stored.exclude(pk__in=kept))


def _mandate(page: Any) -> Iterator[Rule]:
    yield _text("body"), page.body, _("Write the mandate in at least one language.")
    joined = page.how_to_join or not page.open_to_members
    yield _text("how_to_join"), joined, _("Say how an organisation joins the group.")
    rows = page.deliverables.all()
    yield "deliverables", all(row.heading for row in rows), _("Give each deliverable a title.")


def _end(page: Any) -> Iterator[Rule]:
    for name in ("expected_end", "ended_on"):
        day = getattr(page, name)
        in_order = not (page.started_on and day) or page.started_on <= day
        yield name, in_order, _("It cannot have ended before it started.")
    if page.status == GroupStatus.FINISHED:
        yield "ended_on", page.ended_on, _("Say when the group finished.")
        yield _text("closing_report"), page.closing_report, _("A finished group leaves a closing report.")
