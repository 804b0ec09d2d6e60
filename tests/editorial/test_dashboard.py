from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import roles
from editorial.dashboard import EditorialPanel
from portal.models import AccessibilityStatementPage, HomePage
from portal.setup import ensure_tree
from tests.factories import make_draft, make_guide, make_organisation, make_practice, make_user, member_of, republish

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def portal() -> None:
    ensure_tree()
    roles.apply_roles()


def shown_to(user: Any, rf: Any) -> dict[str, Any]:
    request = rf.get("/admin/")
    request.user = user
    return EditorialPanel(request).get_context_data()


def in_days(number: int) -> Any:
    return timezone.localdate() + timedelta(days=number)


def test_editor_begins_every_kind_that_has_a_place(rf: Any) -> None:
    found = shown_to(member_of(roles.EDITORS.group), rf)["beginnings"]
    client = Client()
    client.force_login(member_of(roles.EDITORS.group))
    assert len(found) >= 4
    assert {client.get(each.url).status_code for each in found} == {200}


def test_records_to_verify_are_those_overdue_or_due_within_thirty_days_the_oldest_first(rf: Any) -> None:
    make_guide(heading_fr="bientôt", next_review=in_days(30))
    make_practice(heading_fr="dépassé", next_review=in_days(-1))
    make_guide(heading_fr="plus tard", next_review=in_days(31))
    make_draft(heading_fr="brouillon", next_review=in_days(-1))
    context = shown_to(member_of(roles.COORDINATION.group), rf)
    assert [(each.facts.title, each.overdue) for each in context["due"]] == [("dépassé", True), ("bientôt", False)]
    assert context["due_number"] == 2


def test_who_belongs_to_an_organisation_is_shown_its_records_only(rf: Any) -> None:
    body, person = make_organisation(), member_of(roles.EDITORS.group)
    make_guide(heading_fr="la nôtre", next_review=in_days(1), organisation=body)
    make_guide(heading_fr="une autre", next_review=in_days(1))
    person.organisation = body
    assert [each.facts.title for each in shown_to(person, rf)["due"]] == ["la nôtre"]


def test_what_waits_is_counted_for_each_language(rf: Any) -> None:
    make_guide()
    make_guide(body_fr="Un texte.")
    make_guide(purpose_fr="Un but.", body_fr="Un texte.")
    republish(make_practice(), summary_nl="Een andere samenvatting.")
    waiting = shown_to(member_of(roles.EDITORS.group), rf)["waiting"]
    assert [(each.language.code, each.number) for each in waiting] == [("fr", 1), ("nl", 2)]


@pytest.mark.parametrize(("role", "number"), [(roles.EDITORS, 1), (roles.COORDINATION, 1), (roles.ADMINISTRATORS, 0)])
def test_first_page_has_the_panel_for_those_who_look_after_records(client: Client, role: Any, number: int) -> None:
    client.force_login(make_user(groups=(role.group,)))
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    assert page.count('id="editorial-due"') == number


def test_number_of_queries_does_not_grow_with_the_records(rf: Any, django_assert_max_num_queries: Any) -> None:
    person = member_of(roles.EDITORS.group)

    def add(number: int) -> None:
        for _each in range(number):
            make_guide(body_fr="x", next_review=in_days(1))
        shown_to(person, rf)

    add(1)
    with django_assert_max_num_queries(15) as one:
        shown_to(person, rf)
    number = len(one.captured_queries)
    add(2)
    with django_assert_max_num_queries(number):
        shown_to(person, rf)


def test_the_accessibility_statement_is_reviewed_once_a_year(rf: Any) -> None:
    cell = member_of(roles.COORDINATION.group)
    page = HomePage.objects.get().add_child(
        instance=AccessibilityStatementPage(slug="a", heading_fr="A", heading_nl="A", prepared_on=in_days(-336))
    )
    assert (page.review_due, shown_to(cell, rf)["statement"]) == (in_days(29), page)
    AccessibilityStatementPage.objects.update(next_review=in_days(60))
    assert shown_to(cell, rf)["statement"] is None
