"""The members' group of a page: made by the cell, closed from the start, looked after by cell and secretaries."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from wagtail.log_actions import LogContext, log
from wagtail.models import Collection, CollectionViewRestriction, Page

import languages
from accounts.models import MembersGroup, User
from accounts.roles import grantable

MADE = "accounts.members_group_made"
NEW_SECRETARY, FORMER_SECRETARY = "accounts.secretary_named", "accounts.secretary_dismissed"


def may_have_one(page: Page) -> bool:
    """Whether pages of this kind have a members' group; the kind says so itself."""
    return bool(getattr(page.specific_class, "has_members_group", False))


def of(page: Page) -> MembersGroup | None:
    return MembersGroup.objects.select_related("group", "collection").filter(page_id=page.pk).first()


def is_of_the_cell(user: Any) -> bool:
    return user.has_perm("accounts.add_membersgroup")


def may_change(user: Any, circle: MembersGroup) -> bool:
    """Whether somebody may add and remove members: the cell, and a secretary as long as the group gives no rights."""
    if is_of_the_cell(user):
        return grantable(user).contains(circle.group)
    return not _gives_rights(circle.group) and circle.secretaries.filter(pk=user.pk).exists()


def _gives_rights(group: Group) -> bool:
    rights: tuple[Any, ...] = (group.permissions, group.page_permissions, group.collection_permissions)
    return any(kind.exists() for kind in rights)


@transaction.atomic
def make(page: Page, *, by: User) -> MembersGroup:
    """Make the group and its collection, named after the page; the collection is closed before anything is in it."""
    record: Any = page.specific
    names = dict.fromkeys(filter(None, (getattr(record, f"heading_{code}") for code in languages.CODES)))
    name = f"{page.slug.upper()} {' / '.join(names)}"
    group = Group.objects.create(name=_free(name[:150]))
    collection = Collection.get_first_root_node().add_child(name=name[:255])
    kept = CollectionViewRestriction(collection=collection, restriction_type=CollectionViewRestriction.GROUPS)
    kept.save()
    kept.groups.add(group)
    circle = MembersGroup.objects.create(page=Page.objects.get(pk=page.pk), group=group, collection=collection)
    log(instance=record, action=MADE, user=by, data={"group": group.name})
    return circle


def _free(name: str) -> str:
    """Return the name, or one with a number when a group has it already: nobody is let in by an old group."""
    numbered = (f"{name[:145]} ({number})" for number in range(2, 1000))
    taken = set(Group.objects.filter(name__startswith=name[:145]).values_list("name", flat=True))
    return name if name not in taken else next(each for each in numbered if each not in taken)


@transaction.atomic
def add(circle: MembersGroup, person: User, *, by: User) -> None:
    """Add somebody, who is told by mail where the group has its page."""
    if circle.group.user_set.filter(pk=person.pk).exists():
        return
    with LogContext(user=by):
        person.groups.add(circle.group)
    with translation.override(person.language or translation.get_language()):
        address = reverse("members_group", args=(circle.page.slug,)) if circle.page else "/"
        told = {"group": circle.group.name, "link": f"{settings.SITE_URL}{address}"}
        get_adapter().send_mail("accounts/email/group_joined", person.email, told)


@transaction.atomic
def remove(circle: MembersGroup, person: User, *, by: User) -> None:
    dismiss(circle, person, by=by)
    with LogContext(user=by):
        person.groups.remove(circle.group)


@transaction.atomic
def name_secretary(circle: MembersGroup, person: User, *, by: User) -> None:
    if circle.group.user_set.filter(pk=person.pk).exists():
        circle.secretaries.add(person)
        log(instance=person, action=NEW_SECRETARY, user=by, data={"group": circle.group.name})


@transaction.atomic
def dismiss(circle: MembersGroup, person: User, *, by: User) -> None:
    if circle.secretaries.filter(pk=person.pk).exists():
        circle.secretaries.remove(person)
        log(instance=person, action=FORMER_SECRETARY, user=by, data={"group": circle.group.name})
