"""What administrators can do with roles, and what is written down of it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry

from accounts import roles
from accounts.models import User
from portal.setup import ensure_tree
from tests.factories import make_user, member_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator() -> User:
    ensure_tree()
    roles.apply_roles()
    return member_of(roles.ADMINISTRATORS.group)


@pytest.fixture
def admin(client: Client, administrator: User) -> Client:
    client.force_login(administrator)
    return client


def save(client: Client, person: User, **fields: object) -> None:
    data = {"email": person.email, "first_name": "Jan", "last_name": "Peeters", "is_active": "on", **fields}
    response = client.post(reverse("wagtailusers_users:edit", args=(person.pk,)), data)
    assert response.status_code == 302


def told(person: User) -> list[tuple[str, dict[str, list[str]]]]:
    entries = registry.get_logs_for_instance(person).filter(action="accounts.roles").order_by("pk")
    return [(str(entry.user), entry.data) for entry in entries]


def test_roles_given_and_taken_are_written_down_with_who_did_it(admin: Client, administrator: User) -> None:
    person = make_user()
    save(admin, person, groups=[roles.EDITORS.group.pk])
    save(admin, person, groups=[roles.MEMBERS.group.pk])
    by = str(administrator)
    assert told(person) == [(by, {"given": ["Editors"]}), (by, {"taken": ["Editors"]}), (by, {"given": ["Members"]})]
    with translation.override("fr"):
        assert "Rôles" in ModelLogEntry.objects.filter(action="accounts.roles").first().message


def test_administrator_who_takes_a_role_is_written_down_too(admin: Client, administrator: User) -> None:
    save(admin, administrator, groups=[roles.ADMINISTRATORS.group.pk, roles.COORDINATION.group.pk])
    assert told(administrator)[-1] == (str(User.objects.get(pk=administrator.pk)), {"given": ["Coordination cell"]})


def test_role_given_to_several_people_at_once_is_written_down_for_each(administrator: User) -> None:
    people = [make_user(), make_user()]
    roles.EDITORS.group.user_set.add(*people)
    assert [told(person)[-1][1] for person in people] == [{"given": ["Editors"]}] * 2


def test_administrator_makes_nobody_a_superuser(admin: Client, administrator: User) -> None:
    save(admin, administrator, is_superuser="on", groups=[roles.ADMINISTRATORS.group.pk])
    assert not User.objects.filter(is_superuser=True).exists()


def test_administrator_cannot_change_what_a_group_may_do(admin: Client) -> None:
    own = roles.ADMINISTRATORS.group
    urls = [reverse("wagtailusers_groups:add"), reverse("wagtailusers_groups:edit", args=(own.pk,))]
    before = own.permissions.count()
    for url in urls:
        admin.post(url, {"name": "all", "permissions": ["1", "2", "3"]})
    assert (own.permissions.count(), type(own).objects.filter(name="all").exists()) == (before, False)


@pytest.mark.parametrize("action", ["set_active_state", "assign_role", "delete"])
def test_administrator_does_nothing_to_a_superuser_among_several(admin: Client, action: str) -> None:
    root = User.objects.create_superuser("root@example.org", "x")
    url = reverse("wagtail_bulk_action", args=("accounts", "user", action))
    data = {"mark_as_active": "False", "role": str(roles.MEMBERS.group.pk)}
    admin.post(f"{url}?id={root.pk}&id={make_user().pk}", data)
    root.refresh_from_db()
    assert (root.is_active, root.groups.count()) == (True, 0)
