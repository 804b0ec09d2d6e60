"""The members' group of a working group: who makes it, who looks after it, and who sees what is in it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.log_actions import registry

from accounts import members_groups, roles
from accounts.models import MembersGroup, User
from mail.models import Message
from mail.send import send_waiting
from portal.setup import ensure_tree
from tests.factories import (
    make_document,
    make_group,
    make_guide,
    make_organisation,
    make_user,
    member_of,
    reload,
    restrict,
)
from tests.factories.seminars import make_working_group

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def applied() -> None:
    ensure_tree()
    roles.apply_roles()


@pytest.fixture
def page() -> Any:
    return reload(make_working_group(heading_fr="Humidité", heading_nl="Vocht"))


@pytest.fixture
def cell_person() -> User:
    return member_of(roles.COORDINATION.group)


@pytest.fixture
def circle(page: Any, cell_person: User) -> MembersGroup:
    return members_groups.make(page, by=cell_person)


def client_of(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def address(page: Any, code: str = "fr") -> str:
    with translation.override(code):
        return reverse("members_group", args=(page.slug,))


def member(circle: MembersGroup, *, secretary: bool = False) -> User:
    person = make_user(groups=(circle.group,))
    if secretary:
        circle.secretaries.add(person)
    return person


def test_the_cell_makes_the_group_named_after_the_working_group(page: Any, cell_person: User) -> None:
    cell = client_of(cell_person)
    assert cell.get(address(page)).status_code == 200
    assert not MembersGroup.objects.exists()
    cell.post(address(page))
    circle = MembersGroup.objects.get()
    assert circle.group.name == f"{page.slug.upper()} Humidité / Vocht"
    assert circle.group.user_set.count() == circle.group.permissions.count() == 0
    assert members_groups.MADE in {each.action for each in registry.get_logs_for_instance(page)}


def test_what_is_in_the_collection_is_private_from_the_start(page: Any, circle: MembersGroup) -> None:
    document = make_document("proces-verbal", collection=circle.collection)
    inside, outside = client_of(member(circle)), client_of(make_user())
    assert "proces-verbal" in inside.get(address(page)).content.decode()
    answers = [client.get(document.url) for client in (inside, outside, Client())]
    assert [answer.status_code for answer in answers] == [200, 404, 404]
    b"".join(answers[0])


def test_a_group_that_had_the_name_before_lets_nobody_in(page: Any, cell_person: User) -> None:
    old = make_group(f"{page.slug.upper()} Humidité / Vocht")
    assert members_groups.make(page, by=cell_person).group != old


@pytest.mark.parametrize("role", [None, roles.MEMBERS, roles.EDITORS])
def test_others_neither_make_nor_see_a_group(page: Any, role: roles.Role | None) -> None:
    client = client_of(member_of(role.group) if role else make_user())
    assert client.post(address(page)).status_code == 404
    assert not MembersGroup.objects.exists()


def test_strangers_sign_in_first_and_learn_nothing(page: Any, circle: MembersGroup) -> None:
    for reference in (page.slug, "wg-1999-999"):
        path = address(page).replace(page.slug, reference)
        assert Client().get(path)["Location"].startswith("/fr/connexion/")
        assert client_of(make_user()).get(path).status_code == 404


@pytest.mark.parametrize("secretary", [False, True])
def test_cell_and_secretary_add_and_remove_members(
    page: Any, circle: MembersGroup, cell_person: User, secretary: bool
) -> None:
    by = member(circle, secretary=True) if secretary else cell_person
    person = make_user("jan@example.org")
    User.objects.filter(pk=person.pk).update(language="nl")
    client_of(by).post(address(page), {"email": " Jan@Example.org "})
    assert circle.group.user_set.contains(person)
    send_waiting()
    (told,) = mail.outbox
    assert (told.to, re.findall(r"http://\S+", told.body)) == (
        ["jan@example.org"],
        [f"http://testserver{address(page, 'nl')}"],
    )
    (entry,) = registry.get_logs_for_instance(person).filter(action="accounts.roles")
    assert (entry.user, entry.data) == (by, {"given": [circle.group.name]})
    client_of(by).post(address(page), {"step": "remove", "person": str(person.pk)})
    assert not circle.group.user_set.contains(person)


def test_a_member_changes_nothing(page: Any, circle: MembersGroup) -> None:
    one, other = member(circle), member(circle)
    client = client_of(one)
    assert client.get(address(page)).status_code == 200
    for data in ({"email": make_user().email}, {"step": "remove", "person": str(other.pk)}):
        assert client.post(address(page), data).status_code == 403
    assert circle.group.user_set.count() == 2


def test_only_the_cell_names_and_dismisses_secretaries(page: Any, circle: MembersGroup, cell_person: User) -> None:
    secretary, person = member(circle, secretary=True), member(circle)
    data = {"step": "name", "person": str(person.pk)}
    assert client_of(secretary).post(address(page), data).status_code == 403
    client_of(cell_person).post(address(page), data)
    assert circle.secretaries.contains(person)
    client_of(cell_person).post(address(page), {**data, "step": "dismiss"})
    assert not circle.secretaries.contains(person)


def test_a_secretary_who_leaves_the_group_looks_after_it_no_longer(
    page: Any, circle: MembersGroup, cell_person: User
) -> None:
    person = member(circle, secretary=True)
    members_groups.remove(circle, person, by=cell_person)
    assert client_of(person).get(address(page)).status_code == 404


def test_nobody_is_added_through_the_page_of_another_group(page: Any, circle: MembersGroup, cell_person: User) -> None:
    other = members_groups.make(make_working_group(), by=cell_person)
    stranger = member(other)
    secretary = client_of(member(circle, secretary=True))
    assert secretary.post(address(page), {"step": "remove", "person": str(stranger.pk)}).status_code == 404
    assert secretary.get(address(other.page)).status_code == 404


def test_a_group_that_gives_rights_is_no_longer_for_its_secretary_to_fill(page: Any, circle: MembersGroup) -> None:
    secretary = member(circle, secretary=True)
    circle.group.permissions.add(Permission.objects.get(codename="access_admin"))
    assert client_of(secretary).post(address(page), {"email": make_user().email}).status_code == 403


def test_an_address_without_account_adds_nobody(page: Any, circle: MembersGroup, cell_person: User) -> None:
    client_of(cell_person).post(address(page), {"email": "nobody@example.org"})
    assert (circle.group.user_set.count(), Message.objects.count()) == (0, 0)


def test_a_page_restricted_to_the_group_is_for_its_members(page: Any, circle: MembersGroup) -> None:
    guide = make_guide()
    restrict(guide, circle.group)
    assert [client_of(who).get(guide.url).status_code for who in (member(circle), make_user())] == [200, 403]


def test_the_group_outlives_its_page_and_keeps_others_out(page: Any, circle: MembersGroup) -> None:
    guide = make_guide()
    restrict(guide, circle.group)
    page.delete()
    assert Group.objects.filter(pk=circle.group_id).exists()
    assert client_of(make_user()).get(guide.url).status_code == 403


def test_nobody_deletes_the_group_in_the_admin(client: Client, circle: MembersGroup) -> None:
    client.force_login(User.objects.create_superuser("root@example.org", "x"))
    client.post(reverse("wagtailusers_groups:delete", args=(circle.group_id,)))
    assert Group.objects.filter(pk=circle.group_id).exists()
    other = make_group()
    client.post(reverse("wagtailusers_groups:delete", args=(other.pk,)))
    assert not Group.objects.filter(pk=other.pk).exists()


def test_the_admin_leads_from_the_working_group_to_its_members(page: Any, cell_person: User) -> None:
    shown = client_of(cell_person).get(reverse("wagtailadmin_pages:edit", args=(page.pk,))).content.decode()
    assert address(page) in shown
    editor = client_of(member_of(roles.EDITORS.group))
    assert address(page) not in editor.get(reverse("wagtailadmin_pages:edit", args=(page.pk,))).content.decode()


def test_the_cell_without_the_second_factor_it_owes_changes_nothing(
    page: Any, circle: MembersGroup, cell_person: User, settings: Any
) -> None:
    settings.SECOND_FACTOR_FOR_ADMIN = True
    answer = client_of(cell_person).post(address(page), {"email": make_user().email})
    assert "/second" in answer["Location"] or "/ver" in answer["Location"]
    assert circle.group.user_set.count() == 0


def test_a_group_with_many_members_asks_no_more_than_a_small_one(
    page: Any, circle: MembersGroup, cell_person: User, django_assert_max_num_queries: Any
) -> None:
    for _number in range(15):
        User.objects.filter(pk=member(circle).pk).update(organisation=make_organisation())
    client = client_of(cell_person)
    client.get(address(page))
    with django_assert_max_num_queries(30):
        client.get(address(page))
