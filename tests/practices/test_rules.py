from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from law.models import LegalBasis
from portal.models import PortalImage
from portal.publication import problems
from practices.models import BuildingBlock, PracticePage, PracticeResult
from tests.factories import make_practice_draft, make_provision, make_theme, reload

pytestmark = pytest.mark.django_db

LESSONS = ("skills", "tools", "difficulties", "what_did_not_work", "conditions", "transfer", "no_result_yet")
PERSONAL_DATA = {"personal_data_which", "personal_data_basis", "personal_data_dpia", "personal_data_protocol"}


def places(found: Any) -> set[str]:
    """Return what is missing, a text by its name without the language."""
    return {place.removesuffix("_fr").removesuffix("_nl") for place, _message in found}


def complete(**fields: Any) -> PracticePage:
    """Return the draft of a practice that tells everything that validation asks for."""
    told = {f"{name}_fr": "Texte" for name in LESSONS}
    page = make_practice_draft(**{**told, "staff_fte": 1, "budget": "none", "evidence_level": 0, **fields})
    page.legal_basis = [LegalBasis(provision=make_provision())]
    page.building_blocks = [BuildingBlock(heading_fr="Lettre")]
    return page


def test_a_practice_may_be_published_before_it_tells_everything() -> None:
    assert problems(make_practice_draft()) == {}


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"problem_fr": "", "problem_nl": ""}, "problem"),
        ({"state": ""}, "state"),
        ({"nature": ""}, "nature"),
        ({"original_language": ""}, "original_language"),
        ({"started_on": None}, "started_on"),
        ({"contact_mailbox": ""}, "contact_mailbox"),
    ],
)
def test_publishing_asks_for_what_readers_need(fields: dict[str, Any], place: str) -> None:
    assert places(make_practice_draft(**fields).publication_problems()) == {place}


def test_publishing_asks_for_target_groups_and_steps_with_titles() -> None:
    page = make_practice_draft(steps=0)
    page.target_groups = []
    assert places(page.publication_problems()) == {"steps", "target_groups"}


def test_a_planned_practice_need_not_have_started() -> None:
    assert problems(make_practice_draft(state="planned", started_on=None)) == {}


def test_the_mailbox_of_the_organisation_will_do() -> None:
    page = make_practice_draft(contact_mailbox="")
    page.organisation.mailbox = "logement@example.org"
    assert problems(page) == {}


def test_an_image_needs_rights_and_both_descriptions() -> None:
    image = PortalImage(title="x", file="x.png", width=1, height=1)
    page = make_practice_draft()
    page.image = image
    assert len(problems(page)["image"]) == 2
    image.rights_confirmed, image.alt_fr, image.alt_nl = True, "Façade", "Gevel"
    assert problems(page) == {}


def test_a_half_filled_result_is_not_published() -> None:
    page = make_practice_draft()
    page.results = [PracticeResult(indicator_fr="Logements remis en location")]
    assert places(page.publication_problems()) == {"results"}


def test_validation_says_everything_that_is_missing() -> None:
    assert places(make_practice_draft().validation_problems()) == {
        "legal_basis", "staff_fte", "budget", "skills", "tools", "difficulties", "what_did_not_work",
        "conditions", "transfer", "building_blocks", "results", "evidence_level",
    }  # fmt: skip


def test_a_practice_that_tells_everything_may_be_validated() -> None:
    assert list(complete().validation_problems()) == []


def test_no_staff_at_all_is_an_answer() -> None:
    assert list(complete(staff_fte=0).validation_problems()) == []


def test_staff_of_which_no_figure_is_known_is_told_in_words() -> None:
    assert places(complete(staff_fte=None, resources_fr="").validation_problems()) == {"staff_fte"}
    assert list(complete(staff_fte=None, resources_fr="Deux agents qui se relaient.").validation_problems()) == []


def test_a_result_needs_a_source_to_be_validated() -> None:
    page = complete(no_result_yet_fr="")
    assert places(page.validation_problems()) == {"results"}
    page.results = [PracticeResult(indicator_fr="Logements", value="47")]
    assert places(page.validation_problems()) == {"results"}
    page.results = [PracticeResult(indicator_fr="Logements", value="47", source_fr="Registre")]
    assert list(page.validation_problems()) == []


@pytest.mark.parametrize("level", [2, 3])
def test_nothing_is_measured_without_a_result(level: int) -> None:
    assert places(complete(evidence_level=level).validation_problems()) == {"evidence_level"}


def test_personal_data_are_asked_for_under_the_theme_about_data() -> None:
    data = make_theme("t-data")
    sharing = make_theme("partage", broader=make_theme("rgpd", broader=data))
    assert places(complete(themes=(sharing,)).validation_problems()) == PERSONAL_DATA
    assert places(complete(themes=(make_theme("rent"), data)).validation_problems()) == PERSONAL_DATA
    answered = {name: "yes" if name.endswith(("dpia", "protocol")) else "" for name in PERSONAL_DATA}
    texts = {"personal_data_which_fr": "Adresses", "personal_data_basis_nl": "Wet"}
    given = {name: value for name, value in answered.items() if value}
    assert list(complete(themes=(sharing,), **given, **texts).validation_problems()) == []


def test_a_date_of_validation_keeps_a_practice_from_being_published_until_it_holds() -> None:
    page = make_practice_draft()
    page.validated_on = page.verified_on
    assert "conditions_fr" in problems(page)
    with pytest.raises(ValidationError):
        page.save_revision().publish()
    assert not reload(page).live


@pytest.mark.parametrize(("code", "message"), [("fr", "Dites ce qui n’a pas marché."), ("nl", "Zeg wat niet werkte.")])
def test_reasons_are_in_the_language_of_the_author(code: str, message: str) -> None:
    page = make_practice_draft()
    page.validated_on = page.verified_on
    with translation.override(code):
        assert problems(page)[f"what_did_not_work_{code}"] == [message]


def test_a_record_has_three_themes_at_most() -> None:
    assert problems(make_practice_draft(themes=tuple(make_theme() for _each in range(3)))) == {}
    assert set(problems(make_practice_draft(themes=tuple(make_theme() for _each in range(4))))) == {"themed_items"}
