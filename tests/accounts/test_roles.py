from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.utils import translation
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page, Task, Workflow

from accounts import roles
from guides.models import GuideIndexPage
from portal.models import HomePage
from portal.setup import ensure_tree
from tests.factories import make_draft, make_guide, make_user, member_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def applied() -> None:
    ensure_tree()
    roles.apply_roles()


def everything() -> tuple[object, ...]:
    return (
        sorted(Group.objects.values_list("name", "permissions__codename"), key=str),
        sorted(GroupPagePermission.objects.values_list("group__name", "page_id", "permission__codename")),
        sorted(GroupCollectionPermission.objects.values_list("group__name", "permission__codename")),
        list(Workflow.objects.values_list("name", "active")),
    )


def test_running_again_changes_nothing() -> None:
    before = everything()
    call_command("setup_roles", verbosity=0)
    assert everything() == before


def test_rights_given_by_hand_to_a_role_are_taken_back() -> None:
    before = everything()
    group = roles.EDITORS.group
    for permission in roles.COORDINATION.group.permissions.all():
        group.permissions.add(permission)
    publish = Permission.objects.get(codename="publish_page")
    GroupPagePermission.objects.create(group=group, page=Page.get_first_root_node(), permission=publish)
    roles.apply_roles()
    assert everything() == before


def test_only_the_four_groups_are_left() -> None:
    assert sorted(Group.objects.values_list("name", flat=True)) == sorted(role.name for role in roles.ROLES)


def test_stock_group_with_somebody_in_it_is_kept() -> None:
    moderators = Group.objects.create(name=roles.STOCK_GROUP)
    make_user(groups=(moderators,))
    roles.apply_roles()
    assert Group.objects.filter(pk=moderators.pk).exists()


def test_members_do_not_enter_the_admin() -> None:
    assert not member_of(roles.MEMBERS.group).has_perm("wagtailadmin.access_admin")


def test_editors_write_guides_and_nothing_else_and_publish_nothing() -> None:
    editor, guide = member_of(roles.EDITORS.group), make_draft()
    on_list = GuideIndexPage.objects.get().permissions_for_user(editor)
    on_guide = guide.permissions_for_user(editor)
    assert (on_list.can_add_subpage(), on_guide.can_edit(), on_guide.can_submit_for_moderation()) == (True, True, True)
    assert (on_guide.can_publish(), on_guide.can_set_view_restrictions()) == (False, False)
    assert not make_guide().permissions_for_user(editor).can_delete()
    assert not HomePage.objects.get().permissions_for_user(editor).can_edit()


def test_coordination_cell_publishes_and_restricts_everywhere() -> None:
    person, guide = member_of(roles.COORDINATION.group), make_draft()
    rights = guide.permissions_for_user(person)
    assert (rights.can_publish(), rights.can_delete(), rights.can_set_view_restrictions()) == (True, True, True)
    assert HomePage.objects.get().permissions_for_user(person).can_publish()
    assert not person.has_perm("accounts.change_user")


def test_administrators_manage_people_and_no_content() -> None:
    person, guide = member_of(roles.ADMINISTRATORS.group), make_draft()
    assert person.has_perms(["accounts.change_user", "wagtailcore.change_site"])
    assert not person.has_perm("auth.change_group")
    assert not guide.permissions_for_user(person).can_edit()


def test_submitted_guides_wait_for_the_coordination_cell() -> None:
    workflow = make_draft().get_workflow()
    (task,) = workflow.tasks
    assert workflow.name == roles.WORKFLOW
    assert list(Task.objects.values_list("name", flat=True)) == [roles.TASK]
    assert [group.name for group in task.specific.groups.all()] == [roles.COORDINATION.name]


def test_group_that_is_no_role_keeps_its_own_name() -> None:
    with translation.override("fr"):
        assert roles.group_label(Group(name="Groupe du canal")) == "Groupe du canal"
