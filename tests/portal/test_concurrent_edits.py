"""Two people with the form of the same record open: what either wrote is in the record, or before their eyes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db.models import F
from django.test import Client
from django.urls import reverse
from wagtail.models import Revision

from accounts.models import User
from practices.models import PracticeResult, PracticeStep
from tests.factories import make_practice, make_practice_draft, reload, republish
from tests.factories.seminars import make_panel
from tests.portal.browser_forms import Editor

pytestmark = pytest.mark.django_db
MARIE, JAN = "Marie", "Jan"
LONG_AGO = timedelta(minutes=1)


def person(name: str) -> User:
    return User.objects.create_superuser(f"{name.lower()}@example.org", "x", language="fr", first_name=name)


def two_editors(page: Any) -> tuple[Editor, Editor]:
    return Editor(person(MARIE), page), Editor(person(JAN), page)


def draft_of(page: Any) -> Any:
    return reload(page).get_latest_revision_as_object()


def with_rows(page: Any) -> Any:
    steps = [PracticeStep(heading_fr=f"Étape {n}", heading_nl=f"Stap {n}", sort_order=n) for n in range(3)]
    return republish(page, steps=steps, results=[PracticeResult(indicator_fr="Visites", value="12")])


def with_numbers(page: Any) -> Any:
    """Return the draft with the places of its rows, as the form writes them."""
    for number, step in enumerate(page.steps.all()):
        type(step).objects.filter(pk=step.pk).update(sort_order=number)
    page = reload(page)
    page.save_revision()
    return reload(page)


@pytest.fixture(params=["live", pytest.param("draft", marks=pytest.mark.soak)])
def practice(request: Any) -> Any:
    return with_rows(make_practice()) if request.param == "live" else with_numbers(make_practice_draft(steps=3))


def test_each_writes_in_their_language_and_both_texts_are_kept(practice: Any) -> None:
    marie, jan = two_editors(practice)
    marie.types(problem_fr="Le problème", steps__0__text_fr="Regarder", steps__2__text_fr="Écrire").saves()
    jan.types(problem_nl="Het probleem", steps__0__text_nl="Kijken", steps__1__text_nl="Bellen").saves()
    draft = draft_of(practice)
    assert (draft.problem_fr, draft.problem_nl) == ("Le problème", "Het probleem")
    rows = [(step.heading_fr, step.text_fr, step.text_nl) for step in draft.steps.all()]
    assert rows == [("Étape 0", "Regarder", "Kijken"), ("Étape 1", "", "Bellen"), ("Étape 2", "Écrire", "")]


def test_whoever_saves_second_is_told_that_both_are_kept(practice: Any) -> None:
    marie, jan = two_editors(practice)
    marie.types(summary_fr="Autre").saves()
    response = jan.types(summary_nl="Anders").saves()
    assert response.status_code == 302
    assert MARIE in jan.client.get(response.url).content.decode()


def test_rows_that_either_added_are_both_there_in_their_places(practice: Any) -> None:
    marie, jan = two_editors(practice)
    marie.adds("steps", heading_fr="De Marie").saves()
    jan.adds("steps", heading_nl="Van Jan").saves()
    titles = [str(step.heading_fr or step.heading_nl) for step in draft_of(practice).steps.all()]
    assert titles[:3] == ["Étape 0", "Étape 1", "Étape 2"]
    assert set(titles[3:]) == {"De Marie", "Van Jan"}


def test_rows_that_only_a_draft_has_are_told_apart() -> None:
    """The rows that a draft of a published record adds have no key in the database yet."""
    practice = with_rows(make_practice())
    draft = draft_of(practice)
    draft.steps = [
        *draft.steps.all(),
        *(PracticeStep(heading_fr=f"Ajout {n}", heading_nl=f"Bij {n}", sort_order=3 + n) for n in range(3)),
    ]
    draft.save_revision()
    marie, jan = two_editors(practice)
    marie.types(steps__4__text_fr="Un").saves()
    jan.types(steps__4__text_nl="Een", steps__5__text_nl="Twee").saves()
    rows = [(step.heading_fr, step.text_fr, step.text_nl) for step in draft_of(practice).steps.all()][3:]
    assert rows == [("Ajout 0", "", ""), ("Ajout 1", "Un", "Een"), ("Ajout 2", "", "Twee")]


def test_the_same_text_changed_twice_is_shown_twice_and_nothing_is_saved_yet(practice: Any) -> None:
    marie, jan = two_editors(practice)
    marie.types(summary_fr="Celui de Marie", problem_fr="Le problème").saves()
    number = Revision.objects.count()
    response = jan.types(summary_fr="Celui de Jan", summary_nl="Van Jan").saves()
    page = response.content.decode()
    assert "Celui de Marie" in page
    assert "Celui de Jan" in page
    assert Revision.objects.count() == number
    assert jan.fields["problem_fr"] == ["Le problème"]
    jan.saves()
    draft = draft_of(practice)
    assert (draft.summary_fr, draft.summary_nl, draft.problem_fr) == ("Celui de Jan", "Van Jan", "Le problème")


def test_form_that_shows_two_texts_does_not_save_itself(practice: Any) -> None:
    marie, jan = two_editors(practice)
    marie.types(summary_fr="Celui de Marie").saves()
    jan.types(summary_fr="Celui de Jan").saves()
    assert jan.autosaves()["error_code"] == "validation_error"
    assert draft_of(practice).summary_fr == "Celui de Marie"
    jan.saves()
    assert draft_of(practice).summary_fr == "Celui de Jan"
    jan.open()
    assert jan.types(summary_fr="Ensuite").autosaves()["success"]


def test_the_same_text_of_a_row_changed_twice_is_told_at_that_row(practice: Any) -> None:
    marie, jan = two_editors(practice)
    marie.types(steps__1__text_fr="De Marie").saves()
    response = jan.types(steps__1__text_fr="De Jan").saves()
    (error,) = response.context["form"].formsets["steps"].forms[1].errors["text_fr"]
    assert "De Marie" in error
    assert jan.fields["steps-1-text_fr"] == ["De Jan"]


def test_a_row_taken_out_while_the_other_one_edits_it_is_kept_until_somebody_decides(practice: Any) -> None:
    marie, jan = two_editors(practice)
    marie.types(steps__1__DELETE="1").saves()
    assert len(draft_of(practice).steps.all()) == 2
    response = jan.types(steps__1__text_nl="Bellen").saves()
    assert MARIE in response.content.decode()
    assert len(draft_of(practice).steps.all()) == 2
    jan.saves()
    rows = {(step.heading_nl, step.text_nl) for step in draft_of(practice).steps.all()}
    assert rows == {("Stap 0", ""), ("Stap 1", "Bellen"), ("Stap 2", "")}


def test_a_row_edited_while_the_other_one_takes_it_out_is_back_with_its_text(practice: Any) -> None:
    marie, jan = two_editors(practice)
    marie.types(steps__1__text_fr="Regarder").saves()
    jan.types(steps__1__DELETE="1").saves()
    assert jan.fields["steps-1-text_fr"] == ["Regarder"]
    assert len(draft_of(practice).steps.all()) == 3
    jan.types(steps__1__DELETE="1").saves()
    assert [step.heading_fr for step in draft_of(practice).steps.all()] == ["Étape 0", "Étape 2"]


def test_a_row_that_one_takes_out_and_the_other_leaves_alone_is_gone(practice: Any) -> None:
    marie, jan = two_editors(practice)
    marie.types(steps__0__DELETE="1").saves()
    jan.types(summary_nl="Anders", steps__2__DELETE="1").saves()
    assert [step.heading_fr for step in draft_of(practice).steps.all()] == ["Étape 1"]


def test_rows_put_in_another_order_by_one_keep_the_texts_of_the_other(practice: Any) -> None:
    marie, jan = two_editors(practice)
    marie.types(steps__0__text_fr="Premier").saves()
    jan.types(steps__0__ORDER="3", steps__2__ORDER="1").saves()
    rows = [(step.heading_fr, step.text_fr) for step in draft_of(practice).steps.all()]
    assert rows == [("Étape 2", ""), ("Étape 1", ""), ("Étape 0", "Premier")]


def test_order_of_the_first_one_stays_when_the_second_one_moves_nothing(practice: Any) -> None:
    marie, jan = two_editors(practice)
    marie.types(steps__0__ORDER="3", steps__2__ORDER="1").saves()
    jan.types(steps__0__text_nl="Eerst").saves()
    rows = [(step.heading_fr, step.text_nl) for step in draft_of(practice).steps.all()]
    assert rows == [("Étape 2", ""), ("Étape 1", ""), ("Étape 0", "Eerst")]


def test_choices_that_either_ticked_are_ticked(practice: Any) -> None:
    marie, jan = two_editors(practice)
    marie.types(available_for_call="on").saves()
    jan.types(available_for_visit="on").saves()
    draft = draft_of(practice)
    assert (draft.available_for_call, draft.available_for_visit) == (True, True)


def test_what_is_published_second_has_the_texts_of_the_first(practice: Any) -> None:
    marie, jan = two_editors(practice)
    marie.types(steps__0__text_fr="Regarder").saves()
    assert jan.types(steps__0__text_nl="Kijken").saves("publish").status_code == 302
    step = reload(practice).steps.first()
    assert (step.text_fr, step.text_nl) == ("Regarder", "Kijken")


def test_autosave_writes_over_nobody_and_what_it_could_not_save_is_merged_by_saving(practice: Any) -> None:
    marie, jan = two_editors(practice)
    assert marie.types(summary_fr="Autre").autosaves()["success"]
    assert marie.types(summary_fr="Encore autre", steps__0__text_fr="Regarder").autosaves()["success"]
    assert not jan.types(summary_nl="Anders", steps__0__text_nl="Kijken").autosaves()["success"]
    assert jan.saves().status_code == 302
    draft = draft_of(practice)
    step = draft.steps.first()
    assert (draft.summary_fr, draft.summary_nl) == ("Encore autre", "Anders")
    assert (step.text_fr, step.text_nl) == ("Regarder", "Kijken")


def test_button_pressed_while_the_form_saves_itself_doubles_no_row(practice: Any) -> None:
    marie = Editor(person(MARIE), practice)
    marie.types(problem_fr="Le problème").adds("results", indicator_fr="Appels", value="3")
    before = {name: list(texts) for name, texts in marie.fields.items()}
    assert marie.autosaves()["success"]
    # The answer has not reached the browser: what is sent is what it knew, with what was typed since.
    marie.fields = before
    marie.types(problem_fr="Le problème entier").saves()
    draft = draft_of(practice)
    assert draft.problem_fr == "Le problème entier"
    assert [result.indicator_fr for result in draft.results.all()].count("Appels") == 1


def test_older_form_of_the_same_person_that_comes_back_later_is_merged(practice: Any) -> None:
    marie = Editor(person(MARIE), practice)
    older = {name: list(texts) for name, texts in marie.fields.items()}
    marie.types(problem_fr="Le problème").saves()
    Revision.objects.filter(pk=reload(practice).latest_revision_id).update(created_at=F("created_at") - LONG_AGO)
    marie.fields = older | {"problem_nl": ["Het probleem"]}
    marie.saves()
    draft = draft_of(practice)
    assert (draft.problem_fr, draft.problem_nl) == ("Le problème", "Het probleem")


def test_version_that_somebody_began_with_is_not_written_over_by_autosave(practice: Any) -> None:
    marie = Editor(person(MARIE), practice)
    marie.types(summary_fr="Brouillon").autosaves()
    jan = Editor(person(JAN), practice)
    marie.types(summary_fr="Fini").autosaves()
    jan.types(summary_nl="Klaar").saves()
    assert (draft_of(practice).summary_fr, draft_of(practice).summary_nl) == ("Fini", "Klaar")


def test_editor_whose_own_version_was_followed_by_another_one_goes_on(practice: Any) -> None:
    marie, jan = two_editors(practice)
    marie.types(summary_fr="Autre").autosaves()
    jan.types(summary_nl="Anders").saves()
    assert not marie.types(problem_fr="Le problème").autosaves()["success"]
    marie.saves()
    draft = draft_of(practice)
    assert (draft.summary_fr, draft.summary_nl, draft.problem_fr) == ("Autre", "Anders", "Le problème")


def test_without_the_version_that_both_began_with_what_differs_is_shown(practice: Any) -> None:
    marie, jan = two_editors(practice)
    loaded = jan.fields["loaded_revision_id"][0]
    marie.types(summary_fr="Celui de Marie").saves()
    Revision.objects.filter(pk=loaded).delete()
    response = jan.types(problem_nl="Het probleem").saves()
    assert "Celui de Marie" in response.content.decode()
    assert jan.fields["problem_nl"] == ["Het probleem"]
    assert draft_of(practice).summary_fr == "Celui de Marie"


def test_recommendations_of_a_panel_keep_the_texts_of_both() -> None:
    panel = make_panel()
    marie, jan = two_editors(panel)
    marie.types(findings_fr="Des constats").adds("mentions", text_fr="Une pratique").saves()
    jan.types(findings_nl="Vaststellingen").saves()
    draft = draft_of(panel)
    assert (draft.findings_fr, draft.findings_nl) == ("Des constats", "Vaststellingen")
    assert [row.text_fr for row in draft.mentions.all()] == ["Une pratique"]


@pytest.mark.soak
def test_number_of_rows_that_is_none_is_answered_like_any_broken_form(practice: Any) -> None:
    marie, jan = two_editors(practice)
    marie.types(summary_fr="Autre").saves()
    jan.fields["steps-TOTAL_FORMS"] = ["many"]
    assert jan.client.post(jan.url, jan.fields).status_code == 200
    assert draft_of(practice).summary_fr == "Autre"


def test_stranger_is_not_told_who_has_saved(practice: Any) -> None:
    marie, _jan = two_editors(practice)
    marie.types(summary_fr="Autre").saves()
    sent = {"loaded_revision_id": "1", "loaded_revision_created_at": "-"}
    response = Client().post(reverse("wagtailadmin_pages:edit", args=[practice.pk]), sent)
    assert response.status_code == 302
    assert not list(get_messages(response.wsgi_request))


@pytest.mark.soak
@pytest.mark.parametrize("number", ["many", "²", "9" * 30])
def test_version_that_is_none_is_one_that_is_no_longer_there(practice: Any, number: str) -> None:
    marie, jan = two_editors(practice)
    marie.types(problem_fr="Le problème").saves()
    jan.fields |= {"loaded_revision_id": [number], "steps-0-ORDER": ["²"]}
    response = jan.types(problem_nl="Het probleem").saves()
    assert response.status_code in (200, 302)
    assert draft_of(practice).problem_fr == "Le problème"
