"""The edit forms in the admin: drafts may be incomplete, what is published may not."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from accounts.models import User
from portal.setup import ensure_tree
from seminars.models import PanelPage, Recommendation, SeminarIndexPage, SeminarPage, WorkingGroupIndexPage
from tests.factories import make_organisation, make_theme, reload
from tests.factories.seminars import make_panel, make_seminar, make_working_group

pytestmark = pytest.mark.django_db
PUBLISH = {"action-publish": "1"}
COMMON = ("themed_items", "files", "links", "relations", "changes", "comments")
ROWS = {
    "seminarpage": (*COMMON, "aims", "programme", "takeaways", "participation", "photos"),
    "panelpage": (*COMMON, "people", "mentions", "recommendations"),
    "workinggrouppage": (*COMMON, "deliverables", "meetings"),
}
CHOICES = {
    "seminarpage": {"state": "announced", "language_regime": "both"},
    "panelpage": {"note_state": "draft", "number": "1"},
    "workinggrouppage": {"status": "forming"},
}


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("root@example.org", "x", language="fr"))
    return client


def posted(kind: str, **fields: Any) -> dict[str, Any]:
    """Return the data of a form in which only these fields were filled in."""
    rows = {name: inline_formset(fields.pop(name, [])) for name in ROWS[kind]}
    always = {"licence": "CC-BY-4.0", "translation_mode": "human", **CHOICES[kind]}
    return nested_form_data({**rows, **always, **fields})


def texts(**fields: str) -> dict[str, Any]:
    pairs = {f"{name}_{code}": f"{name} {code}" for name in ("heading", "summary") for code in ("fr", "nl")}
    return {**pairs, "organisation": make_organisation().pk, "themed_items": [{"tag": make_theme().pk}], **fields}


def add_url(kind: str, parent: Any) -> str:
    return reverse("wagtailadmin_pages:add", args=("seminars", kind, parent.pk))


def errors(response: Any) -> dict[str, list[str]]:
    form = response.context["form"]
    found = {name: list(messages) for name, messages in form.errors.items()}
    found |= {name: list(each.non_form_errors()) for name, each in form.formsets.items() if each.non_form_errors()}
    return found


def seminars() -> SeminarIndexPage:
    ensure_tree()
    return SeminarIndexPage.objects.get()


def test_an_incomplete_draft_of_a_seminar_is_saved(admin: Client) -> None:
    admin.post(add_url("seminarpage", seminars()), posted("seminarpage", heading_nl="Gegevens delen"))
    assert SeminarPage.objects.get().live is False


def test_publishing_a_seminar_says_everything_that_is_missing(admin: Client) -> None:
    response = admin.post(add_url("seminarpage", seminars()), posted("seminarpage", heading_fr="Titre", **PUBLISH))
    assert set(errors(response)) == {
        "heading_nl", "summary_fr", "summary_nl", "organisation", "themed_items", "starts_at", "ends_at", "place_fr",
    }  # fmt: skip


def test_a_seminar_is_published(admin: Client) -> None:
    day = {"starts_at": "2022-10-05 09:00", "ends_at": "2022-10-05 17:00", "place_fr": "Salle"}
    response = admin.post(add_url("seminarpage", seminars()), posted("seminarpage", **texts(**day), **PUBLISH))
    assert (response.status_code, SeminarPage.objects.get().live) == (302, True)


def test_a_recommendation_that_breaks_a_rule_is_refused_while_the_panel_is_being_made(admin: Client) -> None:
    row = {"text_fr": "Informer", "text_nl": "Inlichten", "priority": "high", "state": "open", "due": "2022-01-01"}
    question = {"question_fr": "Quoi ?", "question_nl": "Wat?", "recommendations": [row]}
    data = posted("panelpage", **texts(**question), **PUBLISH)
    response = admin.post(add_url("panelpage", make_seminar()), data)
    assert list(errors(response)) == ["recommendations"]
    assert not PanelPage.objects.exists()


def test_recommendations_are_numbered_and_stay_the_same_rows_in_the_form(admin: Client) -> None:
    panel = make_panel()
    row = {"text_fr": "Informer", "text_nl": "Inlichten", "priority": "high", "state": "open"}
    theme = panel.themed_items.get()
    question = texts(question_fr="Quoi ?", question_nl="Wat?")
    question |= {"themed_items": [{"id": theme.pk, "tag": theme.tag_id}]}
    url = reverse("wagtailadmin_pages:edit", args=(panel.pk,))
    known = {"themed_items-INITIAL_FORMS": "1"}
    admin.post(url, posted("panelpage", **question, recommendations=[row]) | known)
    draft = reload(panel).get_latest_revision_as_object().recommendations.get()
    keyed = {**row, "key": draft.key}
    admin.post(url, posted("panelpage", **question, recommendations=[keyed], **PUBLISH) | known)
    first = Recommendation.objects.get()
    form = admin.get(url).context["form"].formsets["recommendations"].forms[0]
    again = {**row, "id": form.instance.pk, "key": form["key"].value(), "text_fr": "Prévenir"}
    known["recommendations-INITIAL_FORMS"] = "1"
    admin.post(url, posted("panelpage", **question, recommendations=[again], **PUBLISH) | known)
    last = Recommendation.objects.get()
    assert (last.pk, last.reference, last.number, last.text_fr) == (first.pk, first.reference, 1, "Prévenir")


def test_a_working_group_is_published(admin: Client) -> None:
    ensure_tree()
    url = add_url("workinggrouppage", WorkingGroupIndexPage.objects.get())
    response = admin.post(url, posted("workinggrouppage", **texts(body_fr="Mandat"), **PUBLISH))
    assert response.status_code == 302


@pytest.mark.parametrize("make", [make_seminar, make_panel, make_working_group])
def test_every_text_of_the_form_is_there_in_both_languages(admin: Client, make: Any) -> None:
    form = admin.get(reverse("wagtailadmin_pages:edit", args=(make().pk,))).context["form"]
    forms = {"": form, **{name: formset.empty_form for name, formset in form.formsets.items()}}
    fields = {(name, field) for name, each in forms.items() for field in each.fields}
    french, dutch = ({(name, field[:-3]) for name, field in fields if field.endswith(end)} for end in ("_fr", "_nl"))
    assert french == dutch


@pytest.mark.parametrize(("name", "make"), [("seminars", make_seminar), ("working-groups", make_working_group)])
def test_the_list_for_authors_finds_either_title(admin: Client, name: str, make: Any) -> None:
    make(heading_fr="Inoccupation", heading_nl="Leegstand")
    make(heading_fr="Loyers", heading_nl="Huur")
    response = admin.get(reverse(f"{name}:index_results"), {"q": "leegstand"})
    assert [page.heading_fr for page in response.context["object_list"]] == ["Inoccupation"]
