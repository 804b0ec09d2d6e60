from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts import roles
from accounts.models import User
from portal.setup import ensure_tree
from practices.models import PracticePage
from tests.factories import make_practice, make_practice_draft, make_user, member_of
from tests.factories.seminars import make_seminar
from tests.practices.form_data import add_url, filled, posted
from tests.seminars import test_forms as seminar_forms

pytestmark = pytest.mark.django_db
GO = re.compile(r'data-finding="([^"]+)"')


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("root@example.org", "x", language="fr"))
    return client


def look(client: Client, url: str, data: dict[str, Any]) -> str:
    response = client.post(url, data)
    assert response.status_code == 200
    return response.content.decode()


def on_edit(page: Any) -> str:
    return reverse("checks_on_edit", args=(page.pk,))


def on_add() -> str:
    return add_url() + "checks/"


def test_form_is_looked_at_without_being_saved(admin: Client) -> None:
    page = make_practice()
    before = page.get_latest_revision().pk
    html = look(admin, on_edit(page), filled(heading_fr="Autre titre", contact_mailbox="an.peeters@example.org"))
    assert "contact_mailbox" in GO.findall(html)
    page.refresh_from_db()
    assert (page.get_latest_revision().pk, page.heading_fr != "Autre titre") == (before, True)


def test_new_record_is_looked_at_before_it_is_there(admin: Client) -> None:
    html = look(admin, on_add(), posted(heading_fr="Seul titre"))
    assert {"heading_nl", "summary_fr", "organisation", "state", "steps-TOTAL_FORMS"} <= set(GO.findall(html))
    assert "Résumé</strong>" not in html
    assert "<strong>Résumé (Français)</strong>" in html
    assert not PracticePage.objects.exists()


def test_new_panel_is_looked_at_with_the_seminar_that_it_will_be_part_of(admin: Client) -> None:
    url = seminar_forms.add_url("panelpage", make_seminar()) + "checks/"
    rows = [{"text_fr": "a", "text_nl": "b", "priority": "normal", "state": "declined"}]
    html = look(admin, url, seminar_forms.posted("panelpage", **seminar_forms.texts(), recommendations=rows))
    assert {"question_fr", "recommendations-TOTAL_FORMS"} <= set(GO.findall(html))


def test_finding_in_a_row_leads_to_the_row_that_its_author_sees(admin: Client) -> None:
    steps = [
        {"heading_fr": "Trois", "heading_nl": "Drie", "text_fr": "x", "ORDER": "3"},
        {"heading_fr": "Supprimée", "text_fr": "x", "ORDER": "1", "DELETE": "on"},
        {"heading_fr": "Deux", "heading_nl": "Twee", "ORDER": "2"},
    ]
    html = look(admin, on_edit(make_practice()), filled(steps=steps))
    assert [name for name in GO.findall(html) if name.startswith("steps-")] == ["steps-0-text_nl"]
    assert "Étape 2: ce qu’il faut faire (Nederlands)" in html


def test_text_that_is_too_long_is_an_obstacle(admin: Client) -> None:
    html = look(admin, on_edit(make_practice()), filled(heading_fr="a" * 95))
    assert "heading_fr" in GO.findall(html.partition("conseil")[0])


def test_record_without_obstacles_says_so(admin: Client) -> None:
    html = look(admin, on_edit(make_practice()), filled(problem_nl="De diensten komen na elkaar."))
    assert "la publication" not in html


def test_answer_is_in_the_language_of_the_person(client: Client) -> None:
    client.force_login(User.objects.create_superuser("jan@example.org", "x", language="nl"))
    assert "staan de publicatie in de weg" in look(client, on_add(), posted(heading_nl="Titel"))


def test_information_page_is_looked_at(admin: Client) -> None:
    home = ensure_tree()
    url = reverse("wagtailadmin_pages:add", args=("portal", "informationpage", home.pk)) + "checks/"
    data = {"heading_fr": "Contact", "introduction_fr": "Le RHX.", "contacts-TOTAL_FORMS": "0"}
    data |= {"contacts-INITIAL_FORMS": "0", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    assert {"heading_nl", "introduction_nl", "introduction_fr"} <= set(GO.findall(look(admin, url, data)))


def test_only_those_who_may_edit_are_answered(client: Client) -> None:
    page = make_practice_draft()
    roles.apply_roles()
    for user in (make_user(), member_of(roles.MEMBERS.group)):
        client.force_login(user)
        assert client.post(on_edit(page), {}).status_code in (302, 403)
    client.force_login(member_of(roles.EDITORS.group))
    assert client.post(on_edit(page), posted(heading_fr="Titre")).status_code == 200
    assert client.get(on_edit(page)).status_code == 405


def test_form_that_no_browser_sends_is_no_failure(admin: Client) -> None:
    page = make_practice_draft()
    assert admin.post(on_edit(page), {}).status_code == 400
    assert admin.post(on_edit(page), {"heading_fr": "Titre"}).status_code == 200


def test_panel_of_checks_is_in_the_editor_of_records_alone(admin: Client) -> None:
    page = admin.get(reverse("wagtailadmin_pages:edit", args=(make_practice().pk,))).content.decode()
    assert ("data-findings" in page, "portal/admin/findings.js" in page) == (True, True)


def test_kind_that_has_no_two_languages_is_not_looked_at(admin: Client) -> None:
    url = on_add().replace("/practices/practicepage/", "/wagtailcore/page/")
    assert admin.post(url, posted(heading_fr="Titre")).status_code in {400, 403, 404}
