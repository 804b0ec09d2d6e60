from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from guides.models import GuidePage, GuideQuestion, GuideStep
from tests.factories import (
    make_audience,
    make_document,
    make_draft,
    make_guide,
    make_kind,
    make_municipality,
    make_organisation,
    make_theme,
)

pytestmark = pytest.mark.django_db


def test_a_step_is_for_one_body_or_one_kind_of_body() -> None:
    guide = make_draft()
    step = GuideStep(page=guide, heading_fr="Étape", heading_nl="Stap")
    step.responsible_organisation, step.responsible_kind = make_organisation(), make_kind()
    with pytest.raises(ValidationError) as refused:
        step.full_clean()
    assert list(refused.value.message_dict) == ["responsible_kind"]


@pytest.mark.parametrize("name", ["responsible_organisation", "responsible_kind"])
def test_whoever_has_to_act_is_responsible(name: str) -> None:
    body = make_organisation() if name == "responsible_organisation" else make_kind()
    assert GuideStep(**{name: body}).responsible == body


def test_a_step_may_be_for_anyone() -> None:
    assert GuideStep().responsible is None


@pytest.mark.parametrize(("code", "expected"), [("fr", "lettre"), ("nl", "brief")])
def test_the_form_of_a_step_is_that_of_the_active_language(code: str, expected: str) -> None:
    step = GuideStep(form_fr=make_document("lettre"), form_nl=make_document("brief"))
    with translation.override(code):
        assert step.form_document.title == expected


def test_the_form_of_the_other_language_stands_in() -> None:
    step = GuideStep(form_nl=make_document("brief"))
    with translation.override("fr"):
        assert step.form_document.title == "brief"


def test_a_step_may_have_no_form() -> None:
    assert GuideStep().form_document is None


def test_steps_keep_the_order_of_the_author() -> None:
    guide = make_guide(steps=3)
    assert [step.heading_fr for step in guide.steps.all()] == ["Étape 0", "Étape 1", "Étape 2"]


@pytest.mark.parametrize("code", ["fr", "nl"])
def test_the_time_to_read_counts_steps_and_questions(code: str) -> None:
    guide = make_draft(body_fr="mot " * 300, body_nl="woord " * 300)
    alone = GuidePage.objects.get(pk=guide.pk)
    guide.steps = [GuideStep(heading_fr="É", heading_nl="S", text_fr="mot " * 300, text_nl="woord " * 300)]
    texts = {"answer_fr": "mot " * 400, "answer_nl": "woord " * 400}
    guide.questions = [GuideQuestion(question_fr="Q", question_nl="V", **texts)]
    with translation.override(code):
        assert (alone.reading_minutes, guide.reading_minutes) == (2, 5)


def test_the_time_to_read_is_that_of_the_text_that_is_shown() -> None:
    guide = make_draft(body_fr="mot " * 2000)
    with translation.override("nl"):
        assert guide.reading_minutes > 8


def test_search_is_told_the_texts_of_one_language_only() -> None:
    guide = make_guide(body_fr="Le bail est **nul**.", heading_nl="Huurprijzen")
    french, dutch = guide.search_projection("fr"), guide.search_projection("nl")
    assert ("nul" in french.body, "nul" in dutch.body, dutch.title) == (True, False, "Huurprijzen")


def test_search_is_told_identifiers_and_not_labels() -> None:
    guide = make_guide(themes=(make_theme("rent"),), organisation=make_organisation("region"))
    guide.audience, guide.municipalities = [make_audience("tenants")], [make_municipality("21004")]
    told = guide.search_projection("fr")
    facts = (told.kind, told.themes, told.organisation, told.audience, told.municipalities)
    assert facts == ("guide", ("rent",), "region", ("tenants",), ("21004",))


def test_search_is_told_the_day_of_the_first_publication() -> None:
    assert isinstance(make_guide().search_projection("fr").date, date)
    assert make_draft().search_projection("fr").date is None


def test_search_gets_no_markup() -> None:
    guide = make_guide(body_fr="# Titre\n\n[lien](https://example.org) et **gras**")
    assert not set("#*[]") & set(guide.search_projection("fr").body)


def test_a_guide_has_no_pages_below() -> None:
    assert GuidePage.subpage_types == []


def test_wagtail_shows_the_title_in_the_language_of_the_editor() -> None:
    draft = make_draft(heading_fr="Loyers", heading_nl="Huur")
    with translation.override("nl"):
        assert draft.get_admin_display_title() == "Huur"


@pytest.mark.parametrize(("texts", "title"), [({}, "Loyers"), ({"heading_fr": ""}, "Huur")])
def test_the_title_of_wagtail_mirrors_the_first_heading_there_is(texts: dict[str, str], title: str) -> None:
    draft = make_draft(heading_fr="Loyers", heading_nl="Huur")
    for name, text in texts.items():
        setattr(draft, name, text)
    draft.save_revision(clean=False)
    assert GuidePage.objects.get().draft_title == title


@pytest.mark.parametrize("code", ["fr", "nl"])
def test_a_guide_with_the_second_language_only_summarised_is_published(code: str) -> None:
    draft = make_draft()
    setattr(draft, f"purpose_{code}", "")
    for step in draft.steps.all():
        setattr(step, f"heading_{code}", "")
    draft.save_revision().publish()
    assert GuidePage.objects.get(pk=draft.pk).state_in(code) == "summary"


def test_a_purpose_in_no_language_is_asked_for() -> None:
    draft = make_draft()
    draft.purpose_fr = draft.purpose_nl = ""
    assert [place for place, _message in draft.publication_problems()] == ["purpose_fr"]


def test_a_guide_names_the_provisions_that_it_rests_on() -> None:
    draft = make_draft()
    draft.legal_basis = []
    assert [place for place, _message in draft.publication_problems()] == ["legal_basis"]
