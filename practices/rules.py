"""What a practice must tell: to be published, and, much more, to be validated.

Each rule is where it is about (a field, or the relation of rows), whether it holds, and what its author is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

import languages
from practices.models.choices import EvidenceLevel, State
from themes.models import Theme

#: The concept of the vocabulary under which everything about personal data stands.
DATA = "t-data"
Problem = tuple[str, str | Promise]
Rule = tuple[str, Any, str | Promise]


def publication_problems(page: Any) -> Iterator[Problem]:
    """Yield what is missing before readers may see a practice."""
    yield from _broken(_facts(page))
    yield from _broken(_story(page))
    yield from _broken(_image(page))


def validation_problems(page: Any) -> Iterator[Problem]:
    """Yield what is missing before a practice may be called validated."""
    yield from _broken(_lessons(page))
    yield from _broken(_results(page))
    yield from _personal_data(page)


def _broken(rules: Iterable[Rule]) -> Iterator[Problem]:
    yield from ((place, message) for place, holds, message in rules if not holds)


def _text(name: str) -> str:
    """Return the field of a text that its author is looking at."""
    return f"{name}_{languages.active()}"


def _facts(page: Any) -> Iterator[Rule]:
    yield "original_language", page.original_language, _("Say in which language it was written first.")
    yield "state", page.state, _("Say whether the practice is planned, running, ended …")
    yield "nature", page.nature, _("Say what kind of practice it is.")
    yield "target_groups", page.target_groups.all(), _("Say for whom the practice is.")
    started = page.started_on or page.state in ("", State.PLANNED)
    yield "started_on", started, _("Say since when the practice exists.")
    mailbox = page.contact_mailbox or (page.organisation and page.organisation.mailbox)
    yield "contact_mailbox", mailbox, _("Give a functional mailbox: colleagues will want to ask.")


def _story(page: Any) -> Iterator[Rule]:
    steps, results, blocks = page.steps.all(), page.results.all(), page.building_blocks.all()
    yield _text("problem"), page.problem, _("Describe the problem in at least one language.")
    yield "steps", steps, _("Describe at least one step of how it works.")
    yield "steps", all(step.heading for step in steps), _("Give each step a title in at least one language.")
    complete = all(row.indicator and row.value for row in results)
    yield "results", complete, _("Say for each result what was measured, and give its value.")
    yield "building_blocks", all(row.heading for row in blocks), _("Give each building block a title.")


def _image(page: Any) -> Iterator[Rule]:
    image = page.image
    if image:
        described = all(getattr(image, f"alt_{code}") for code in languages.CODES)
        yield "image", image.rights_confirmed, _("Confirm the rights of this image first.")
        yield "image", described, _("Describe this image in both languages first.")


def _lessons(page: Any) -> Iterator[Rule]:
    yield "legal_basis", page.legal_basis.all(), _("Name the provisions that the practice rests on.")
    # Nobody is to invent a figure: where none is known, the text about the resources says what staff it takes.
    staff = page.staff_fte is not None or page.resources
    yield "staff_fte", staff, _("Say how much staff it takes: in figures here, or in words under “resources”.")
    yield "budget", page.budget, _("Say what it costs.")
    yield _text("skills"), page.skills, _("Say which skills it takes.")
    yield _text("tools"), page.tools, _("Say which tools it takes.")
    yield _text("difficulties"), page.difficulties, _("Say what stood in the way, and how you dealt with it.")
    yield _text("what_did_not_work"), page.what_did_not_work, _("Say what did not work.")
    yield _text("conditions"), page.conditions, _("Say what it takes for the practice to succeed.")
    yield _text("transfer"), page.transfer, _("Say what another municipality has to adapt.")
    yield "building_blocks", page.building_blocks.all(), _("Give at least one part that others can take over.")


def _results(page: Any) -> Iterator[Rule]:
    results, level = page.results.all(), page.evidence_level
    told = results or page.no_result_yet
    yield "results", told, _("Give a result, or say by when and how it will be measured.")
    yield "results", all(row.source for row in results), _("Say for each result where the figure comes from.")
    yield "evidence_level", level is not None, _("Say how well the results are known.")
    measured = level is None or level < EvidenceLevel.MEASURED or results
    yield "evidence_level", measured, _("Without a result, a practice is neither measured nor evaluated.")


def _personal_data(page: Any) -> Iterator[Problem]:
    missing = list(_broken(_data_questions(page)))
    if missing and is_about_data(page):
        yield from missing


def _data_questions(page: Any) -> Iterator[Rule]:
    yield _text("personal_data_which"), page.personal_data_which, _("Say which personal data are used.")
    yield _text("personal_data_basis"), page.personal_data_basis, _("Say on which legal basis they are used.")
    dpia, protocol = page.personal_data_dpia, page.personal_data_protocol
    yield "personal_data_dpia", dpia, _("Say whether an impact assessment was made.")
    yield "personal_data_protocol", protocol, _("Say whether a data-sharing protocol was concluded.")


def is_about_data(page: Any) -> bool:
    """Whether one of the themes of a practice is the one about data, or narrower."""
    chosen = [item.tag_id for item in page.themed_items.all()]
    slugs = Theme.objects.filter(pk__in=chosen).values_list("slug", flat=True)
    return not Theme.objects.under([DATA]).isdisjoint(slugs)
