from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from practices.models import PracticeIndexPage, PracticePage
from tests.factories import make_practice, make_provision, make_theme, restrict
from tests.guides.form_data import edit_url, errors
from tests.practices.form_data import PUBLISH, add_url, filled, posted
from tests.practices.full import make_image

pytestmark = pytest.mark.django_db

VALIDATED = {"validated_on": "2026-10-01"}


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("root@example.org", "x", language="fr"))
    return client


def told() -> dict[str, Any]:
    """Return what validation asks for beyond what publishing asks for."""
    names = ("skills", "tools", "difficulties", "what_did_not_work", "conditions", "transfer", "no_result_yet")
    facts = {"staff_fte": "0.5", "budget": "none", "evidence_level": "0"}
    rows = {"legal_basis": [{"provision": make_provision().pk}], "building_blocks": [{"heading_fr": "Lettre"}]}
    return {**{f"{name}_fr": "Texte" for name in names}, **facts, **rows}


def test_an_incomplete_draft_is_saved(admin: Client) -> None:
    admin.post(add_url(), posted(heading_nl="Met twee op bezoek"))
    page = PracticePage.objects.get()
    assert (page.live, str(page.heading_nl), page.reference[:3]) == (False, "Met twee op bezoek", "BP-")


def test_publishing_says_everything_that_is_missing_where_it_is_missing(admin: Client) -> None:
    response = admin.post(add_url(), posted(heading_fr="Seul titre", **PUBLISH))
    assert set(errors(response)) == {
        "heading_nl", "summary_fr", "summary_nl", "problem_fr", "organisation",
        "verified_on", "verified_by", "law_as_at", "next_review", "original_language",
        "state", "nature", "target_groups", "contact_mailbox", "themed_items", "steps",
    }  # fmt: skip
    assert not PracticePage.objects.exists()


def test_a_complete_practice_is_published_and_starts_with_a_month(admin: Client) -> None:
    assert admin.post(add_url(), filled(**PUBLISH)).status_code == 302
    page = PracticePage.objects.get()
    assert (page.live, page.started_on, page.target_groups.count()) == (True, date(2024, 3, 1), 1)


def test_a_fault_in_one_kind_of_row_hides_none_of_the_others(admin: Client) -> None:
    theme = make_theme().pk
    rows = {"themed_items": [{"tag": theme}, {"tag": theme}], "steps": [{"heading_fr": "x" * 300}]}
    found = errors(admin.post(add_url(), filled(**rows, summary_nl="", **PUBLISH)))
    assert {"themed_items", "steps", "summary_nl"} <= set(found)
    assert not PracticePage.objects.exists()


def test_it_cannot_end_before_it_starts(admin: Client) -> None:
    assert list(errors(admin.post(add_url(), filled(ended_on="2023-12-31")))) == ["ended_on"]


@pytest.mark.parametrize("action", [{}, PUBLISH], ids=["draft", "publish"])
def test_validating_is_refused_while_something_is_missing(admin: Client, action: dict[str, str]) -> None:
    found = errors(admin.post(add_url(), filled(**VALIDATED, **action)))
    assert {"validated_on", "conditions_fr", "what_did_not_work_fr", "budget", "results", "legal_basis"} <= set(found)
    assert found["what_did_not_work_fr"] == ["Dites ce qui n’a pas marché."]
    assert not PracticePage.objects.exists()


@pytest.mark.parametrize("action", [{}, PUBLISH], ids=["draft", "publish"])
def test_a_practice_that_tells_everything_is_validated(admin: Client, action: dict[str, str]) -> None:
    assert admin.post(add_url(), filled(**told(), **VALIDATED, **action)).status_code == 302
    page = PracticePage.objects.get().get_latest_revision_as_object()
    assert (page.validated_on, page.building_blocks.count()) == (date(2026, 10, 1), 1)


def test_under_a_theme_about_data_validation_asks_for_the_personal_data(admin: Client) -> None:
    theme = make_theme("rgpd", broader=make_theme("t-data"))
    data = filled(**{**told(), **VALIDATED, "themed_items": [{"tag": theme.pk}]})
    names = {"personal_data_which_fr", "personal_data_basis_fr", "personal_data_dpia", "personal_data_protocol"}
    assert set(errors(admin.post(add_url(), data))) == {"validated_on", *names}


def test_a_draft_of_a_validated_practice_may_be_incomplete_for_a_while(admin: Client) -> None:
    page = make_practice()
    PracticePage.objects.filter(pk=page.pk).update(validated_on=date(2026, 10, 1))
    page.refresh_from_db()
    page.save_revision()
    assert admin.post(edit_url(page), posted(heading_fr="Autre titre", **VALIDATED)).status_code == 302
    assert "validated_on" in errors(admin.post(edit_url(page), filled(**VALIDATED, **PUBLISH)))


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_practice_for_a_closed_circle_is_refused_an_image(admin: Client) -> None:
    url = add_url()
    restrict(PracticeIndexPage.objects.get())
    assert list(errors(admin.post(url, filled(image=make_image().pk, **PUBLISH)))) == ["image"]


def test_every_text_of_the_form_is_there_in_both_languages(admin: Client) -> None:
    form = admin.get(add_url()).context["form"]
    forms = {"": form, **{name: formset.empty_form for name, formset in form.formsets.items()}}
    french = {(name, field[:-3]) for name, each in forms.items() for field in each.fields if field.endswith("_fr")}
    dutch = {(name, field[:-3]) for name, each in forms.items() for field in each.fields if field.endswith("_nl")}
    assert french == dutch
    assert ("", "what_did_not_work") in french
