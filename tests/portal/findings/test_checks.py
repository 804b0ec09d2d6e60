from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from organisations.models import Organisation
from portal.findings import Finding, checks
from portal.findings.finding import Weight
from portal.models import ContentPage
from portal.publication import problems
from portal.published import Access
from portal.setup import ensure_tree
from practices.models import PracticeStep
from seminars.models import PanelPerson, RecommendationState
from tests.factories import (
    make_document,
    make_guide,
    make_organisation,
    make_person,
    make_practice_draft,
    make_theme,
    reload,
    restrict,
)
from tests.factories.seminars import a_recommendation, make_panel, make_working_group
from tests.practices.full import make_image
from themes.models import Theme

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(autouse=True)
def told_in_french() -> Any:
    with translation.override("fr"):
        yield


def found(page: Any, weight: Weight = Weight.ADVICE, **options: Any) -> dict[str, list[str]]:
    places: dict[str, list[str]] = {}
    for each in checks(page, **options):
        if each.weight == weight:
            places.setdefault(each.place, []).append(each.message)
    return places


def places(page: Any, weight: Weight = Weight.ADVICE) -> set[str]:
    return set(found(page, weight))


def test_record_that_may_be_published_has_no_findings_but_those_of_validation() -> None:
    assert {each.weight for each in checks(make_practice_draft(steps=2))} == {Weight.VALIDATION}


def test_obstacles_are_exactly_what_the_rules_of_publishing_say() -> None:
    page = make_practice_draft()
    page.summary_nl = page.state = page.contact_mailbox = ""
    assert found(page, Weight.OBSTACLE) == problems(page)
    assert {"summary_nl", "state", "contact_mailbox"} <= places(page, Weight.OBSTACLE)


def test_what_validation_asks_is_told_apart_and_becomes_an_obstacle_once_it_is_wanted() -> None:
    page = make_practice_draft()
    asked = places(page, Weight.VALIDATION)
    assert {"conditions_fr", "results", "budget"} <= asked
    page.validated_on = date(2026, 10, 1)
    assert (places(page, Weight.VALIDATION), asked - places(page, Weight.OBSTACLE)) == (set(), set())


def test_text_that_only_one_language_has_is_named_with_its_language_and_row() -> None:
    page = make_practice_draft(problem_nl="", how_it_works_nl="Samen.")
    second = PracticeStep(heading_fr="Visiter", heading_nl="Bezoeken", text_fr="À deux.", sort_order=1)
    page.steps = [*page.steps.all(), second]
    advice = [each for each in checks(page) if each.weight == Weight.ADVICE]
    assert {(each.place, each.language) for each in advice} == {
        ("problem_nl", "Nederlands"),
        ("how_it_works_fr", "Français"),
        ("steps.1.text_nl", "Nederlands"),
    }
    assert [each.label for each in advice if each.place.startswith("steps")] == ["Étape 2: ce qu’il faut faire"]


def test_missing_text_that_publishing_asks_for_is_told_once() -> None:
    page = make_practice_draft()
    page.summary_nl = ""
    assert [each.weight for each in checks(page) if each.place == "summary_nl"] == [Weight.OBSTACLE]


def test_picture_without_words_is_found_in_the_language_that_has_none() -> None:
    image = make_image()
    image.alt_nl = ""
    image.save()
    text = f"![](image:{image.pk})"
    page = make_practice_draft(problem_fr=text, problem_nl=text, how_it_works_fr=f"![Une cave](image:{image.pk})")
    assert [each for each in found(page) if each.startswith("problem")] == ["problem_nl"]


def test_reference_that_leads_nowhere_is_found_and_one_that_leads_somewhere_is_not() -> None:
    target, document = make_guide(), make_document()
    text = f"[a]({target.reference}) [b](GT-1999-001) [c](doc:{document.pk}) [d](doc:999999) ![e](image:999999)"
    page = make_practice_draft(problem_fr=text)
    told = found(page)["problem_fr"]
    lost = ("GT-1999-001", "doc:999999", "image:999999")
    assert {target for target in lost if any(target in message for message in told)} == set(lost)
    assert len(told) == len(lost)


def test_restricted_record_leads_nowhere_for_those_who_may_not_see_it() -> None:
    target = make_guide()
    denied = restrict(target)
    page = make_practice_draft(problem_fr=f"[a]({target.reference})")
    assert "problem_fr" in found(page)
    assert "problem_fr" not in found(page, access=Access(denied=frozenset()))
    assert denied.pk


def test_acronyms_are_explained_in_each_language_on_its_own() -> None:
    page = make_practice_draft(problem_fr="Le registre des habitants (RHX).", problem_nl="Het RHX.")
    assert places(page) == {"problem_nl"}


def test_person_whose_consent_has_ended_and_contacts_of_persons_are_found() -> None:
    gone = make_person(hide_after=date(2026, 2, 1))
    page = make_practice_draft(
        contact_person=gone, contact_mailbox="an.peeters@example.org", contact_telephone="0470 12 34 56"
    )
    assert places(page) == {"contact_person", "contact_mailbox", "contact_telephone"}
    page.contact_person = make_person()
    assert "contact_person" not in places(page)


def test_people_of_a_panel_are_looked_at_in_their_rows() -> None:
    panel = make_panel()
    people = [PanelPerson(person=make_person(), function_fr="f", function_nl="f")]
    panel.people = [*people, PanelPerson(person=make_person(consent_on=None), function_fr="f", function_nl="f")]
    assert places(panel) == {"people.1.person"}


def test_number_of_the_national_register_in_a_row_is_found() -> None:
    page = make_practice_draft()
    page.steps = [PracticeStep(heading_fr="Visiter", heading_nl="Bezoeken", text_fr="85.07.30-033.28", text_nl="Ja")]
    assert places(page) == {"steps.0.text_fr"}


def test_title_of_a_copy_is_to_be_changed_in_each_language() -> None:
    page = make_practice_draft(heading_fr="Visiter (copie)", heading_nl="Bezoeken")
    assert places(page) == {"heading_fr"}


def test_rules_of_a_panel_and_of_a_working_group_are_obstacles_too() -> None:
    panel = make_panel(recommendations=(a_recommendation(),))
    panel.recommendations = [a_recommendation(state=RecommendationState.DECLINED)]
    group = make_working_group()
    group.body_fr = group.body_nl = ""
    assert places(panel, Weight.OBSTACLE) == {"recommendations"}
    assert places(group, Weight.OBSTACLE) == {"body_fr"}


def test_page_of_the_site_itself_is_looked_at() -> None:
    home = ensure_tree()
    home.introduction_nl = ""
    assert "introduction_nl" in places(home)


def test_every_finding_is_in_the_words_of_the_person_who_reads_it() -> None:
    page = make_practice_draft(problem_nl="", contact_telephone="0470 12 34 56")
    with translation.override("nl"):
        dutch = checks(page)
    french = checks(page)
    assert [each.place for each in dutch if not each.place.endswith(("_fr", "_nl"))] == [
        each.place for each in french if not each.place.endswith(("_fr", "_nl"))
    ]
    assert not {each.message for each in dutch} & {each.message for each in french}
    assert all(isinstance(each, Finding) and each.label for each in dutch)


def test_checks_of_a_long_record_ask_as_much_as_those_of_a_short_one(django_assert_num_queries: Any) -> None:
    image, target = make_image(), make_guide()
    text = f"![](image:{image.pk}) [a]({target.reference}) Le RHX."
    page: ContentPage = make_practice_draft().get_latest_revision_as_object()
    asked = []
    for rows in (1, 20):
        page.steps = [PracticeStep(heading_fr="a", heading_nl="b", text_fr=text, text_nl=text) for _row in range(rows)]
        checks(page)
        with CaptureQueriesContext(connection) as queries:
            checks(page)
        asked.append(len(queries))
    assert (asked[0], asked[0] <= 25) == (asked[1], True)


def test_an_author_is_told_of_a_body_that_was_merged_in_a_record_and_in_its_rows() -> None:
    new = make_organisation("new", name_fr="Nouveau service")
    old = make_organisation("old", name_fr="Ancien service", state=Organisation.State.MERGED, replaced_by=new)
    practice = make_practice_draft(organisation=old)
    practice.steps = [PracticeStep(heading_fr="Un", heading_nl="Een", responsible_organisation=old)]
    told = found(practice)
    message = "Ancien service a été fusionné ou renommé\N{NO-BREAK SPACE}: choisissez plutôt Nouveau service."
    for place in ("organisation", "verified_by", "steps.0.responsible_organisation"):
        assert told[place] == [message]


def test_an_author_is_told_of_a_theme_that_is_no_longer_used() -> None:
    old, new = make_theme("old", fr="Taudis"), make_theme("new", fr="Insalubrité")
    practice = make_practice_draft(themes=(old, make_theme()))
    Theme.objects.filter(pk=old.pk).update(deprecated=True, replaced_by=new)
    ((place, (message,)),) = [each for each in found(reload(practice)).items() if "themed_items" in each[0]]
    assert place == "themed_items.0.tag"
    assert "Taudis" in message
    assert "Insalubrité" in message
    Theme.objects.filter(pk=old.pk).update(replaced_by=None)
    assert "Taudis" in found(reload(practice))["themed_items.0.tag"][0]
