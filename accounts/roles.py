"""The four roles and what each may do. The groups are made from this table, so that it is the only place to read.

A group's name is its identifier and, as a message id, what people are shown in their language. Running
``apply_roles`` again gives the four groups exactly these rights; whoever needs others gets a group of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from django.contrib.auth.models import AbstractUser, Group, Permission
from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext, gettext_noop
from wagtail import hooks
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from portal.models import HomePage
from portal.models.sections import index_page_models
from portal.reference_data import reference_data_models

#: Wagtail asks for the rights on its own models of files, whatever models take their place.
FILES = (("wagtailimages", "image"), ("wagtaildocs", "document"))


@dataclass(frozen=True)
class Role:
    """One group; ``everywhere`` are rights on all pages, ``in_lists`` on the lists of records and what is in them."""

    name: str
    enters_admin: bool = True
    everywhere: tuple[str, ...] = ()
    in_lists: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    reference_data: bool = False
    #: Rights one by one, for models of which a role may not do everything.
    single: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The name in the active language."""
        return gettext(self.name)

    @property
    def group(self) -> Group:
        return Group.objects.get(name=self.name)


#: A package offers with it what the coordination cell may do with its models: ``package.action_model``, several.
HOOK = "register_coordination_rights"
INVITING = ("accounts.add_invitation", "accounts.view_invitation")
MAIL = ("mail.view_message", "mail.change_message")
MEMBERS = Role(gettext_noop("Members"), enters_admin=False)
EDITORS = Role(
    gettext_noop("Editors"),
    in_lists=("add_page", "change_page"),
    files=("add", "choose"),
)
COORDINATION = Role(
    gettext_noop("Coordination cell"),
    everywhere=("add_page", "change_page", "publish_page", "lock_page", "unlock_page", "bulk_delete_page"),
    files=("add", "change", "delete", "choose"),
    models=(
        "wagtailcore.workflow",
        "wagtailcore.task",
        "portal.languagerule",
        "wagtailsearchpromotions.searchpromotion",
    ),
    reference_data=True,
    single=(*INVITING, *MAIL, "accounts.add_membersgroup"),
)
ADMINISTRATORS = Role(
    gettext_noop("Administrators"),
    # Not the groups: who may change what a group may do has every right there is.
    models=("accounts.user", "wagtailcore.site", "wagtailcore.collection"),
    single=(*INVITING, *MAIL),
)
ROLES = (MEMBERS, EDITORS, COORDINATION, ADMINISTRATORS)
#: Names that are kept as they are and shown to everybody: in both languages at once.
WORKFLOW = "Auteur → cellule de coordination / coördinatiecel"
TASK = "Cellule de coordination / Coördinatiecel"
#: What Wagtail's own migrations leave behind, which says nothing in this portal.
STOCK_GROUP = "Moderators"
STOCK_WORKFLOW = "Moderators approval"


def group_label(group: Group) -> str:
    """Return the name of a group for people: in the active language when it is one of the four."""
    return gettext(group.name) if any(role.name == group.name for role in ROLES) else group.name


def grantable(giver: AbstractUser) -> QuerySet[Group]:
    """Return the groups that somebody may give: only an administrator makes administrators.

    A group counts as one of administrators when it may change accounts or groups, whatever its name.
    """
    groups = Group.objects.order_by("name")
    if giver.is_superuser or giver.has_perm("accounts.change_user"):
        return groups
    over_people = Q(content_type__app_label="accounts", content_type__model="user")
    over_groups = Q(content_type__app_label="auth")
    return groups.exclude(permissions__in=Permission.objects.filter(over_people | over_groups))


#: By package and name, as ``portal.add_homepage`` is written in two parts.
Rights: TypeAlias = Mapping[tuple[str, str], Permission]


@transaction.atomic
def apply_roles() -> None:
    """Make the four groups and the workflow, with exactly the rights of the table; safe to run again."""
    home = HomePage.objects.get()
    lists = [page for model in index_page_models() for page in model.objects.all()]
    known = Permission.objects.select_related("content_type")
    rights = {(each.content_type.app_label, each.codename): each for each in known}
    for role in ROLES:
        group, _made = Group.objects.get_or_create(name=role.name)
        group.permissions.set(_general(role, rights))
        _set_on_pages(group, [(home, role.everywhere), *((page, role.in_lists) for page in lists)], rights)
        _set_on_files(group, role.files, rights)
    _ensure_workflow(home)
    _forget_the_stock_roles()


def _brought() -> Iterator[str]:
    """Yield the rights of the coordination cell on the models of packages above, which tell them by a hook."""
    for tell in hooks.get_hooks(HOOK):
        yield from tell()


def _general(role: Role, rights: Rights) -> Iterator[Permission]:
    if role.enters_admin:
        yield rights["wagtailadmin", "access_admin"]
    reference_data = [model._meta.label_lower for model in reference_data_models()] if role.reference_data else []
    for label in [*role.models, *reference_data]:
        app, model = label.split(".")
        # Wagtail adds rights of its own to some models: what a role may do is named here, nothing else.
        names = [f"{action}_{model}" for action in ("add", "change", "delete", "view")]
        yield from (rights[app, name] for name in names if (app, name) in rights)
    for name in [*role.single, *(_brought() if role == COORDINATION else ())]:
        app, codename = name.split(".")
        yield rights[app, codename]


def _set_on_pages(group: Group, wanted: Iterable[tuple[Page, tuple[str, ...]]], rights: Rights) -> None:
    pairs = {(page.pk, rights["wagtailcore", name].pk) for page, names in wanted for name in names}
    _set_rows(GroupPagePermission, group, "page_id", pairs)


def _set_on_files(group: Group, actions: tuple[str, ...], rights: Rights) -> None:
    root = Collection.get_first_root_node()
    pairs = {(root.pk, rights[app, f"{action}_{model}"].pk) for action in actions for app, model in FILES}
    _set_rows(GroupCollectionPermission, group, "collection_id", pairs)


def _set_rows(model: type[Model], group: Group, place: str, wanted: set[tuple[int, int]]) -> None:
    """Give a group these rights on these places, as (place, permission), and no others."""
    rows = model._default_manager.filter(group=group)
    there = {(at, permission): pk for pk, at, permission in rows.values_list("pk", place, "permission_id")}
    rows.filter(pk__in=[pk for pair, pk in there.items() if pair not in wanted]).delete()
    new = [model(group=group, permission_id=pair[1], **{place: pair[0]}) for pair in sorted(wanted - there.keys())]
    model._default_manager.bulk_create(new)


def _ensure_workflow(home: HomePage) -> None:
    """Lead what an author submits, anywhere below the home page, to the coordination cell."""
    workflow, _made = Workflow.objects.get_or_create(name=WORKFLOW, defaults={"active": True})
    task = GroupApprovalTask.objects.filter(name=TASK).first()
    if task is None:
        task = GroupApprovalTask.objects.create(name=TASK)
    task.groups.add(COORDINATION.group)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task.task_ptr)
    WorkflowPage.objects.get_or_create(page_id=home.pk, defaults={"workflow": workflow})


def _forget_the_stock_roles() -> None:
    """Delete Wagtail's own group and workflow, unless somebody was put into the one or something into the other."""
    Group.objects.filter(name=STOCK_GROUP, user__isnull=True).delete()
    Workflow.objects.filter(name=STOCK_WORKFLOW, workflow_states__isnull=True).delete()
    GroupApprovalTask.objects.filter(name=STOCK_WORKFLOW, task_states__isnull=True).delete()
