"""The outputs of a seminar in one go: what is still missing where, and one publication of the whole, or of nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

import languages
from portal.publication import problems
from seminars.models import PanelPage, SeminarPage
from seminars.models.choices import WITH_OUTPUTS, NoteState, SeminarState


@dataclass(frozen=True)
class Step:
    """One thing that belongs to the outputs; ``missing`` says what of it is not there yet, in which language."""

    label: str
    missing: tuple[str, ...] = ()
    #: Whether the outputs may be published without it.
    optional: bool = False


@dataclass
class Part:
    """The seminar, or one of its panels, as its latest version stands; ``problems`` keep it from being published."""

    page: Any
    latest: Any
    steps: list[Step] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def waits(self) -> bool:
        """Whether readers do not see the latest version yet."""
        return not self.page.live or self.page.has_unpublished_changes


def parts(seminar: SeminarPage) -> list[Part]:
    """Return the seminar as it will be once its outputs are published, and its panels in their order."""
    found = [_part(seminar, with_outputs(seminar), _of_seminar)]
    panels = PanelPage.objects.child_of(seminar).order_by("number", "pk")
    return found + [_part(panel, panel.get_latest_revision_as_object(), _of_panel) for panel in panels]


def with_outputs(seminar: SeminarPage) -> SeminarPage:
    latest: SeminarPage = seminar.get_latest_revision_as_object()
    if latest.state not in WITH_OUTPUTS:
        latest.state = SeminarState.OUTPUTS_PUBLISHED.value
    return latest


@transaction.atomic
def publish(seminar: SeminarPage, user: Any) -> int:
    """Publish a seminar, its panels and with them its recommendations together; return how many pages that were.

    Raises ValidationError, with nothing published, when anything is missing anywhere.
    """
    Page.objects.select_for_update().get(pk=seminar.pk)
    seminar.refresh_from_db()
    whole = parts(seminar)
    missing = [f"{part.latest.get_admin_display_title()}: {text}" for part in whole for text in part.problems]
    if missing:
        raise ValidationError(missing)
    first, *panels = whole
    first.latest.save_revision(user=user, clean=False).publish(user=user)
    waiting = [part for part in panels if part.waits]
    for part in waiting:
        part.page.get_latest_revision().publish(user=user)
    return 1 + len(waiting)


def _part(page: Any, latest: Any, steps: Any) -> Part:
    found = problems(latest)
    return Part(page, latest, list(steps(latest)), [text for texts in found.values() for text in texts])


def _of_seminar(page: SeminarPage) -> Iterator[Step]:
    takeaways = list(page.takeaways.all())
    synthesis = () if takeaways and not _without(takeaways, "text") else _languages_without(page, "body")
    yield Step(_("What we take away, or the synthesis"), synthesis)
    total = () if page.participants_total else (_("how many came"),)
    bodies = () if page.participating_organisations.all() else (_("which organisations"),)
    yield Step(_("Who came"), (*total, *bodies), optional=True)
    photos = [row.image for row in page.photos.all() if row.image_id]
    unsure = tuple(str(image) for image in photos if not (image.rights_confirmed and image.credit))
    yield Step(_("Photos, with credit and confirmed rights"), unsure)
    yield Step(_("Material"), () if page.files.all() else (_("no file yet"),), optional=True)


def _of_panel(page: PanelPage) -> Iterator[Step]:
    yield Step(_("Findings"), _languages_without(page, "findings"))
    final = page.note_state == NoteState.FINAL
    read = () if final else (_("the note is not final yet"),)
    yield Step(_("Note read by the panel"), read, optional=True)
    rows = list(page.recommendations.all())
    texts = _without(rows, "text") if rows else (_("none yet"),)
    yield Step(_("Recommendations"), texts, optional=not rows)
    yield Step(_("Material"), () if page.files.all() else (_("no file yet"),), optional=True)


def _languages_without(page: Any, name: str) -> tuple[str, ...]:
    return tuple(each.name for each in languages.LANGUAGES if not getattr(page, f"{name}_{each.code}"))


def _without(rows: list[Any], name: str) -> tuple[str, ...]:
    """Return how many rows lack a text, for each language that lacks any."""
    numbers = {each.name: sum(not getattr(row, f"{name}_{each.code}") for row in rows) for each in languages.LANGUAGES}
    return tuple(f"{language}: {number}" for language, number in numbers.items() if number)
