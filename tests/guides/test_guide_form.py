from __future__ import annotations

import pytest
from django.test import Client
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from accounts.models import User
from guides.models import GuidePage
from portal.models import Address
from tests.factories import make_draft, make_guide, make_theme, reload, restrict
from tests.guides.form_data import PUBLISH, TEXTS, add_url, edit_url, errors, filled, posted

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("root@example.org", "x", language="fr"))
    return client


def test_incomplete_draft_is_saved_with_one_title(admin: Client) -> None:
    admin.post(add_url(), posted(heading_nl="Leegstand vaststellen"))
    page = GuidePage.objects.get()
    assert (page.live, page.title, str(page.heading_nl)) == (False, "Leegstand vaststellen", "Leegstand vaststellen")


def test_draft_without_any_title_is_refused_at_the_title(admin: Client) -> None:
    response = admin.post(add_url(), posted(summary_fr="Sans titre"))
    assert list(errors(response)) == ["heading_fr"]
    assert not GuidePage.objects.exists()


def test_rows_that_were_added_and_left_empty_do_not_stop_a_draft(admin: Client) -> None:
    empty = {"ORDER": "1"}
    rows = {name: [empty] for name in ("themed_items", "steps", "legal_basis", "files")}
    admin.post(add_url(), posted(heading_fr="Brouillon", **rows))
    page = GuidePage.objects.get()
    assert (page.steps.count(), page.themed_items.count()) == (0, 0)


def test_rows_left_empty_are_no_fault_of_a_form_that_comes_back_for_another_one(admin: Client) -> None:
    empty, step = {"ORDER": "1"}, {"heading_fr": "Constater", "ORDER": "2"}
    rows = {name: [empty] for name in ("themed_items", "legal_basis", "files", "questions")}
    response = admin.post(add_url(), posted(heading_fr="Brouillon", slug_fr="É", steps=[empty, step], **rows))
    assert list(errors(response)) == ["slug_fr"]
    assert "Constater" in response.content.decode()


def test_row_that_was_still_empty_when_the_form_saved_itself_stops_no_draft(admin: Client) -> None:
    page = make_draft(steps=0)
    rows = {name: inline_formset([{"id": "", "ORDER": "1"}], initial=1) for name in ("steps", "legal_basis")}
    data = {**posted(heading_fr="Brouillon"), **nested_form_data(rows)}
    response = admin.post(edit_url(page), data)
    assert response.status_code == 302, errors(response)
    draft = reload(page).get_latest_revision_as_object()
    assert (draft.heading_fr, draft.steps.count(), draft.legal_basis.count()) == ("Brouillon", 0, 1)


def test_row_that_the_form_saved_by_itself_without_a_number_keeps_what_is_written_in_it(admin: Client) -> None:
    page = make_draft(steps=0)
    row = {"id": "", "ORDER": "1", "heading_fr": "Constater"}
    rows = {"steps": inline_formset([row], initial=1)}
    admin.post(edit_url(page), {**posted(heading_fr="Brouillon"), **nested_form_data(rows)})
    draft = reload(page).get_latest_revision_as_object()
    assert [step.heading_fr for step in draft.steps.all()] == ["Constater"]


def test_publishing_says_everything_that_is_missing_where_it_is_missing(admin: Client) -> None:
    response = admin.post(add_url(), posted(heading_fr="Seul titre", **PUBLISH))
    assert set(errors(response)) == {
        "heading_nl", "summary_fr", "summary_nl", "purpose_fr",
        "organisation", "verified_on", "verified_by", "law_as_at", "next_review",
        "audience", "themed_items", "steps", "legal_basis",
    }  # fmt: skip
    assert not GuidePage.objects.exists()


def test_submitting_asks_for_as_much_as_publishing(admin: Client) -> None:
    page = make_draft()
    response = admin.post(edit_url(page), posted(heading_fr="Seul titre", **{"action-submit": "1"}))
    assert {"summary_nl", "steps", "audience"} <= set(errors(response))


def test_complete_guide_is_published(admin: Client) -> None:
    response = admin.post(add_url(), filled(**PUBLISH))
    assert response.status_code == 302
    page = GuidePage.objects.get()
    assert (page.live, page.steps.count(), page.themed_items.count(), page.audience.count()) == (True, 1, 1, 1)


def test_publishing_a_guide_whose_steps_were_all_deleted_is_refused_at_the_steps(admin: Client) -> None:
    page = make_guide()
    step = {"id": page.steps.get().pk, "heading_fr": "x", "heading_nl": "x", "DELETE": "1"}
    data = filled(**PUBLISH, steps=[step])
    data |= {"steps-INITIAL_FORMS": "1"}
    assert list(errors(admin.post(edit_url(page), data))) == ["steps"]
    assert reload(page).steps.count() == 1


def test_unknown_theme_is_an_error_at_its_row(admin: Client) -> None:
    response = admin.post(add_url(), filled(themed_items=[{"tag": 999_999}]))
    assert list(errors(response)) == ["themed_items.0.tag"]


def test_deprecated_theme_is_an_error_that_names_the_better_one(admin: Client) -> None:
    better, old = make_theme(fr="Inoccupation"), make_theme(fr="Vacance")
    old.deprecated, old.replaced_by = True, better
    old.save()
    response = admin.post(add_url(), filled(themed_items=[{"tag": old.pk}]))
    (messages,) = errors(response).values()
    assert "Vacance" in messages[0]
    assert "Inoccupation" in messages[0]


def test_same_theme_twice_is_an_error(admin: Client) -> None:
    theme = make_theme().pk
    response = admin.post(add_url(), filled(themed_items=[{"tag": theme}, {"tag": theme}]))
    assert "themed_items" in errors(response)


@pytest.mark.parametrize("state", [Address.State.CURRENT, Address.State.FORMER, Address.State.RESERVED])
def test_taken_address_is_an_error_at_the_slug_of_that_language(admin: Client, state: str) -> None:
    other = make_guide()
    Address.objects.create(page=None, language="nl", path="gidsen/leegstand/", state=state, reference=other.slug)
    response = admin.post(add_url(), posted(heading_nl="Leegstand", slug_fr="leegstand", slug_nl="leegstand"))
    assert list(errors(response)) == ["slug_nl"]


def test_own_address_is_not_taken(admin: Client) -> None:
    page = make_guide(slug_fr="vide", slug_nl="leeg")
    response = admin.post(edit_url(page), posted(heading_fr="Autre titre", slug_fr="vide", slug_nl="leeg"))
    assert response.status_code == 302


def test_restricted_record_with_an_image_is_refused_at_the_text_with_the_image(admin: Client) -> None:
    page = make_draft()
    restrict(page)
    response = admin.post(edit_url(page), filled(body_nl="![plan](image:7)", **PUBLISH))
    assert list(errors(response)) == ["body_nl"]


def test_restricted_record_with_an_image_in_a_step_is_refused_at_the_steps(admin: Client) -> None:
    page = make_draft()
    restrict(page.get_parent())
    step = {"heading_fr": "a", "heading_nl": "b", "text_fr": "![plan](image:7)"}
    response = admin.post(edit_url(page), filled(steps=[step], **PUBLISH))
    assert list(errors(response)) == ["steps"]


def test_form_shows_neither_title_nor_slug_nor_locale(admin: Client) -> None:
    form = admin.get(add_url()).context["form"]
    assert not {"title", "slug", "locale"} & set(form.fields)


def test_every_text_of_the_form_is_there_in_both_languages(admin: Client) -> None:
    form = admin.get(add_url()).context["form"]
    forms = {"": form, **{name: formset.empty_form for name, formset in form.formsets.items()}}
    french = {(name, field[:-3]) for name, each in forms.items() for field in each.fields if field.endswith("_fr")}
    dutch = {(name, field[:-3]) for name, each in forms.items() for field in each.fields if field.endswith("_nl")}
    assert french == dutch
    assert {("", text[:-3]) for text in TEXTS} <= french


CHOOSERS = {"organisation": "organisation", "verified_by": "verified_by", "themed_items.0.tag": "themed_items-0-tag"}


@pytest.mark.parametrize("place", [*CHOOSERS])
@pytest.mark.parametrize("sent", ["abc", "1e9", "-1", "9" * 30, "\x00"])
def test_what_is_no_number_is_refused_where_a_chooser_was(admin: Client, place: str, sent: str) -> None:
    assert errors(admin.post(add_url(), {**filled(), CHOOSERS[place]: sent})).keys() == {place}


@pytest.mark.parametrize("name", ["go_live_at", "expire_at"])
@pytest.mark.parametrize("moment", ["0001-01-01 00:00", "9999-12-31 23:59", "1999-12-31 12:00"])
def test_moment_outside_the_calendar_is_refused_with_its_year(admin: Client, name: str, moment: str) -> None:
    found = errors(admin.post(add_url(), {**filled(), name: moment}))
    assert found.keys() == {name}
    assert str(int(moment[:4])) in found[name][0]


def test_theme_that_is_sent_as_new_although_the_page_has_it_is_refused_at_its_row(admin: Client) -> None:
    page = make_guide(themes=[make_theme()])
    theme = page.themed_items.get().tag
    response = admin.post(edit_url(page), filled(heading_fr="Autre titre", themed_items=[{"tag": theme.pk}]))
    assert list(errors(response)) == ["themed_items.0.tag"]
    assert response.context["form"]["heading_fr"].value() == "Autre titre"
    assert reload(page).themed_items.get().tag == theme
