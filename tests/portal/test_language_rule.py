"""How strict publishing is about the other language, for every kind and on every way to readers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import ModelLogEntry

from accounts import roles
from accounts.models import User
from guides.models import GuideStep
from portal.models import HomePage, InformationPage, LanguageRule
from portal.models.language_rule import ACTION
from portal.publication import problems
from portal.scheduled import publish_and_unpublish
from portal.setup import ensure_tree
from tests.factories import (
    make_draft,
    make_practice_draft,
    member_of,
    reload,
)
from tests.factories.seminars import make_panel, make_seminar, make_working_group
from tests.portal.browser_forms import Editor

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]

SUMMARY, OWN, COMPLETE = LanguageRule.Strictness.values


def panel_draft(**fields: Any) -> Any:
    return make_panel(published=False, **fields)


def seminar_draft(**fields: Any) -> Any:
    return make_seminar(published=False, **fields)


def group_draft(**fields: Any) -> Any:
    return make_working_group(published=False, **fields)


#: A draft of each kind, and a text of it that stands in French only.
CONTRIBUTED: list[tuple[Make, str]] = [(make_practice_draft, "transfer"), (panel_draft, "findings")]
ISSUED: list[tuple[Make, str]] = [(make_draft, "body"), (seminar_draft, "body"), (group_draft, "how_to_join")]


def set_rule(strictness: str) -> None:
    rule = LanguageRule.load()
    rule.strictness = strictness
    rule.save()


def publishes(make: Make, **texts: str) -> bool:
    draft = make(**texts)
    revision = draft.get_latest_revision() or draft.save_revision()
    try:
        revision.publish()
    except ValidationError:
        return False
    return bool(reload(draft).live)


@pytest.mark.parametrize(("make", "name"), [*CONTRIBUTED, *ISSUED])
def test_title_and_summary_are_enough_until_the_cell_decides_otherwise(make: Make, name: str) -> None:
    assert publishes(make, **{f"{name}_fr": "Un texte"})


@pytest.mark.parametrize(("make", "name"), [*CONTRIBUTED, *ISSUED])
def test_strictest_rule_asks_every_kind_for_every_text(make: Make, name: str) -> None:
    set_rule(COMPLETE)
    assert not publishes(make, **{f"{name}_fr": "Un texte"})
    assert not publishes(make, **{f"{name}_nl": "Een tekst"})
    assert publishes(make, **{f"{name}_fr": "Un texte", f"{name}_nl": "Een tekst"})


@pytest.mark.parametrize(
    ("make", "name", "expected"), [*((*one, True) for one in CONTRIBUTED), *((*one, False) for one in ISSUED)]
)
def test_rule_in_between_asks_what_the_administration_issues_for_everything(
    make: Make, name: str, expected: bool
) -> None:
    set_rule(OWN)
    assert publishes(make, **{f"{name}_fr": "Un texte"}) is expected


def test_message_names_the_text_and_the_language_that_lacks_it() -> None:
    set_rule(COMPLETE)
    draft = make_draft(body_fr="Un texte")
    draft.steps = [GuideStep(heading_fr="Constater", heading_nl="Vaststellen", text_nl="Kijken")]
    with translation.override("en"):
        found = problems(draft)
    assert found["body_nl"] == ["Nederlands – “Explanation” is missing."]
    assert found["steps"] == ["Français – “Step 1: what to do” is missing."]


@pytest.mark.parametrize("name", ["heading", "summary"])
def test_mildest_rule_names_a_missing_title_and_summary(name: str) -> None:
    draft = make_draft()
    setattr(draft, f"{name}_nl", "")
    assert list(problems(draft)) == [f"{name}_nl"]


def test_schedule_publishes_only_what_the_rule_allows_by_then() -> None:
    draft = make_draft(body_fr="Un texte")
    draft.save_revision(approved_go_live_at=timezone.now() - timedelta(minutes=1))
    set_rule(COMPLETE)
    report = publish_and_unpublish()
    assert not reload(draft).live
    assert "Nederlands – " in report


@pytest.fixture
def cell(client: Client) -> Client:
    ensure_tree()
    roles.apply_roles()
    client.force_login(User.objects.create_superuser("root@example.org", "x", language="fr"))
    return client


def submitted(draft: Any) -> Any:
    draft.get_workflow().start(draft, member_of(roles.EDITORS.group))
    return reload(draft).current_workflow_task_state


def test_approval_of_what_the_rule_refuses_leaves_it_waiting_and_says_why(cell: Client) -> None:
    draft = make_draft(body_fr="Un texte")
    task = submitted(draft)
    set_rule(COMPLETE)
    url = reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", task.pk])
    response = cell.post(url, {"comment": ""}, follow=True)
    assert response.redirect_chain == [(reverse("wagtailadmin_pages:edit", args=[draft.pk]), 302)]
    assert "Nederlands – " in response.content.decode()
    draft = reload(draft)
    assert (draft.live, draft.current_workflow_task_state.pk) == (False, task.pk)


def test_approval_in_the_dialogue_leads_to_the_form_that_says_why(cell: Client) -> None:
    draft = make_draft(body_fr="Un texte")
    task = submitted(draft)
    set_rule(COMPLETE)
    url = reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", task.pk])
    answer = cell.post(url, {"comment": ""}, headers={"x-requested-with": "XMLHttpRequest"}).json()
    assert answer["redirect"] == reverse("wagtailadmin_pages:edit", args=[draft.pk])
    assert not reload(draft).live


def test_publishing_several_at_once_publishes_none_when_one_is_refused(cell: Client) -> None:
    whole, half = make_draft(), make_draft(body_fr="Un texte")
    set_rule(COMPLETE)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = cell.post(f"{url}?id={whole.pk}&id={half.pk}", {"include_descendants": ""}, follow=True)
    assert half.reference in response.content.decode()
    assert (reload(whole).live, reload(half).live) == (False, False)


def test_cell_changes_the_rule_in_the_admin_and_the_history_tells_it(client: Client) -> None:
    ensure_tree()
    roles.apply_roles()
    person = member_of(roles.COORDINATION.group)
    client.force_login(person)
    url = reverse("wagtailsettings:edit", args=["portal", "languagerule", LanguageRule.load().pk])
    client.post(url, {"strictness": COMPLETE, "days": "30"})
    assert LanguageRule.load().strictness == COMPLETE
    entry = ModelLogEntry.objects.get(action=ACTION)
    assert (entry.user, entry.data) == (person, {"before": SUMMARY, "after": COMPLETE})
    with translation.override("en"):
        assert "From now on" in entry.message


@pytest.mark.parametrize("role", [roles.EDITORS, roles.ADMINISTRATORS])
def test_nobody_else_changes_the_rule(client: Client, role: roles.Role) -> None:
    ensure_tree()
    roles.apply_roles()
    client.force_login(member_of(role.group))
    url = reverse("wagtailsettings:edit", args=["portal", "languagerule", LanguageRule.load().pk])
    client.post(url, {"strictness": COMPLETE, "days": "30"})
    assert LanguageRule.load().strictness == SUMMARY


def information_page(**texts: str) -> InformationPage:
    ensure_tree()
    page = InformationPage(live=False, heading_fr="Nous écrire", heading_nl="Schrijf ons", **texts)
    HomePage.objects.get().add_child(instance=page)
    page.save_revision()
    return page


def test_pages_of_the_site_itself_follow_the_rule_for_what_the_administration_issues() -> None:
    assert publishes(information_page, body_fr="Un texte")
    for strictness in (OWN, COMPLETE):
        set_rule(strictness)
        assert not publishes(information_page, body_fr="Un texte")
        assert publishes(information_page, body_fr="Un texte", body_nl="Een tekst")


def test_form_of_a_page_of_the_site_names_what_is_missing(cell: Client) -> None:
    set_rule(OWN)
    page = information_page(body_fr="Un texte")
    editor = Editor(User.objects.get(email="root@example.org"), page)
    response = editor.saves("publish")
    assert list(response.context["form"].errors) == ["body_nl"]
    assert editor.types(body_nl="Een tekst").saves("publish").status_code == 302
    assert reload(page).live
