"""What must be told before readers may see a seminar, a panel or a working group."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.utils import translation

from portal.models import PortalImage
from portal.private_images import places_of_images
from seminars.models import (
    PanelMention,
    PanelPerson,
    Participation,
    ProgrammeItem,
    SeminarPage,
    SeminarPhoto,
    Takeaway,
)
from tests.factories import make_guide, make_kind, restrict
from tests.factories.seminars import (
    DAY,
    a_recommendation,
    make_panel,
    make_person,
    make_seminar,
    make_working_group,
)

pytestmark = pytest.mark.django_db


def places(page: Any) -> list[str]:
    return [place for place, _message in page.publication_problems()]


def takeaways(number: int, **texts: str) -> list[Takeaway]:
    return [Takeaway(**{"text_fr": "À retenir", "text_nl": "Te onthouden", **texts}) for _each in range(number)]


def photo(**fields: Any) -> SeminarPhoto:
    described = {"credit": "Anne", "rights_confirmed": True, "alt_fr": "La salle", "alt_nl": "De zaal"}
    image = PortalImage.objects.create(title="x", file="x.png", width=1, height=1, **{**described, **fields})
    return SeminarPhoto(image=image)


def test_an_announced_seminar_needs_no_outputs() -> None:
    assert places(make_seminar(published=False)) == []


def test_a_seminar_ends_after_it_starts() -> None:
    page = make_seminar(published=False)
    page.ends_at = page.starts_at - timedelta(hours=1)
    assert places(page) == ["ends_at"]


@pytest.mark.parametrize("state", ["outputs_published", "followed_up"])
def test_published_outputs_need_a_synthesis_or_takeaways(state: str) -> None:
    page = make_seminar(published=False, state=state)
    with translation.override("nl"):
        assert places(page) == ["body_nl"]
    page.body_fr = "La synthèse"
    assert places(page) == ["body_fr"]
    page.body_nl = "De synthese"
    assert places(page) == []


def test_takeaways_stand_in_for_a_synthesis() -> None:
    page = make_seminar(published=False, state="outputs_published")
    page.takeaways = takeaways(1)
    assert places(page) == []


def test_there_are_five_takeaways_at_most() -> None:
    page = make_seminar(published=False)
    page.takeaways = takeaways(6)
    assert places(page) == ["takeaways"]


def test_a_takeaway_is_written_in_both_languages() -> None:
    page = make_seminar(published=False)
    page.takeaways = takeaways(1, text_nl="")
    assert places(page) == ["takeaways"]


@pytest.mark.parametrize("missing", [{"credit": ""}, {"rights_confirmed": False}, {"alt_fr": ""}, {"alt_nl": ""}])
def test_a_photo_needs_credit_rights_and_a_description_in_both_languages(missing: dict[str, Any]) -> None:
    page = make_seminar(published=False)
    page.photos = [photo()]
    assert places(page) == []
    page.photos = [photo(**missing)]
    assert places(page) == ["photos"]


def test_a_closed_seminar_shows_no_photos() -> None:
    page = make_seminar(published=False)
    restrict(page)
    page.photos = [photo()]
    assert places(page) == ["photos"]


def test_the_kinds_of_organisations_do_not_add_up_to_more_than_the_total() -> None:
    page = make_seminar(published=False, participants_total=10)
    page.participation = [Participation(kind=make_kind(), number=6), Participation(kind=make_kind(), number=5)]
    assert places(page) == ["participants_total"]


def test_an_item_of_the_programme_has_a_title_and_hours() -> None:
    page = make_seminar(published=False)
    page.programme = [ProgrammeItem(start=time(9))]
    assert places(page) == ["programme", "programme"]


def test_no_field_can_hold_a_list_of_persons() -> None:
    relations = [field.name for field in SeminarPage._meta.get_fields() if "person" in field.name.lower()]
    assert relations == ["contact_person"]


def test_a_panel_asks_its_question_in_both_languages() -> None:
    assert places(make_panel(published=False, question_nl="")) == ["question_fr"]


def test_a_final_note_tells_what_was_found() -> None:
    assert places(make_panel(published=False, note_state="final")) == ["findings_fr"]


def test_somebody_of_the_panel_is_known_by_function() -> None:
    page = make_panel(published=False)
    page.people = [PanelPerson(person=make_person("Anne"))]
    assert places(page) == ["people"]


def test_a_practice_mentioned_is_a_record_or_a_text() -> None:
    page = make_panel(published=False)
    page.mentions = [PanelMention(page=make_guide()), PanelMention(text_fr="La plateforme")]
    assert places(page) == []
    page.mentions = [PanelMention()]
    assert places(page) == ["mentions"]


REFUSED: dict[str, dict[str, Any]] = {
    "declined without reason": {"state": "declined", "decided_on": date(2023, 1, 1)},
    "declined without date": {"state": "declined", "reason_fr": "non", "reason_nl": "neen"},
    "taken up by nothing": {"state": "taken_up"},
    "done without a word": {"state": "done"},
    "due before the seminar": {"due": (DAY - timedelta(days=1)).date()},
    "decided before the seminar": {"decided_on": (DAY - timedelta(days=1)).date()},
    "in one language": {"text_nl": ""},
}


@pytest.mark.parametrize("fields", REFUSED.values(), ids=REFUSED)
def test_a_recommendation_says_what_became_of_it(fields: dict[str, Any]) -> None:
    page = make_panel(published=False, recommendations=(a_recommendation(**fields),))
    assert places(page) == ["recommendations"]


@pytest.mark.parametrize(("code", "words"), [("fr", "Recommandation 2"), ("nl", "Aanbeveling 2")])
def test_the_author_is_told_which_recommendation_in_the_language_of_the_author(code: str, words: str) -> None:
    page = make_panel(published=False, recommendations=(a_recommendation(), a_recommendation(state="taken_up")))
    with translation.override(code):
        ((_place, message),) = page.publication_problems()
        assert str(message).startswith(words)


def test_a_working_group_has_a_mandate() -> None:
    assert places(make_working_group(published=False, body_fr="", body_nl="")) == ["body_fr"]


def test_a_finished_group_says_when_and_leaves_a_report() -> None:
    assert places(make_working_group(published=False, status="finished")) == ["ended_on", "closing_report_fr"]


def test_a_group_ends_after_it_started() -> None:
    page = make_working_group(published=False, started_on=date(2023, 1, 1), expected_end=date(2022, 1, 1))
    assert places(page) == ["expected_end"]


def test_a_group_open_to_members_says_how_to_join() -> None:
    assert places(make_working_group(published=False, open_to_members=True)) == ["how_to_join_fr"]


def test_a_seminar_with_photos_is_not_closed_afterwards() -> None:
    page = make_seminar(published=False)
    page.photos = [photo()]
    assert places_of_images(page) == {"photos"}
