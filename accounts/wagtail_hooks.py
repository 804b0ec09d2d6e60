"""What accounts add to the admin; everything is decided elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from accounts import invitation_admin, invitations, members_groups, second_factor
from accounts.invitation_admin import InvitationViewSet
from accounts.models import User
from accounts.recovery_admin import remove_second_factor
from accounts.role_log import ACTION, RolesChanged


@hooks.register("insert_global_admin_js")
def end_of_the_session() -> SafeString:
    return render_to_string("accounts/admin/idle.html")


@hooks.register("register_log_actions")
def role_changes(actions: LogActionRegistry) -> None:
    actions.register_action(ACTION)(RolesChanged)


@hooks.register("register_log_actions")
def second_factors(actions: LogActionRegistry) -> None:
    actions.register_action(second_factor.GIVEN, _("Set up a second factor"), _("Second factor set up."))
    actions.register_action(second_factor.TAKEN, _("Remove the second factor"), _("Second factor removed."))
    actions.register_action(second_factor.NEW_CODES, _("Make new recovery codes"), _("New recovery codes made."))


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [
        path("accounts/<int:pk>/second-factor/", remove_second_factor, name="remove_second_factor"),
        path("invitations/<int:pk>/send-again/", invitation_admin.send_again, name="send_invitation_again"),
        path("invitations/<int:pk>/revoke/", invitation_admin.revoke, name="revoke_invitation"),
    ]


@hooks.register("register_admin_viewset")
def invitation_views() -> InvitationViewSet:
    return InvitationViewSet()


@hooks.register("register_log_actions")
def invited(actions: LogActionRegistry) -> None:
    actions.register_action(invitations.INVITED, _("Invite"), _("Invited."))
    actions.register_action(invitations.SENT_AGAIN, _("Invite again"), _("New link sent."))
    actions.register_action(invitations.REVOKED, _("Take an invitation back"), _("Invitation taken back."))
    actions.register_action(invitations.ACCEPTED, _("Accept an invitation"), _("Invitation accepted."))


@hooks.register("register_log_actions")
def members(actions: LogActionRegistry) -> None:
    actions.register_action(members_groups.MADE, _("Make a members’ group"), _("Members’ group made."))
    actions.register_action(members_groups.NEW_SECRETARY, _("Name a secretary"), _("Made secretary of a group."))
    actions.register_action(
        members_groups.FORMER_SECRETARY, _("Dismiss a secretary"), _("No longer secretary of a group.")
    )


@hooks.register("register_page_header_buttons")
def way_to_the_members(page: Page, user: User, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    if members_groups.may_have_one(page) and members_groups.is_of_the_cell(user):
        with translation.override(user.language or translation.get_language()):
            url = reverse("members_group", args=(page.slug,))
        yield Button(_("Members’ group"), url, icon_name="group", priority=90)


@hooks.register("before_bulk_action")
def spare_those_with_all_rights(request: HttpRequest, action: str, objects: Sequence[Any], view: Any) -> None:
    """Refuse for several people at once what the form of one refuses: to change somebody with more rights."""
    above = any(isinstance(each, User) and each.is_superuser for each in objects)
    if above and not request.user.is_superuser:  # type: ignore[union-attr]
        raise PermissionDenied
