"""Invitations in the admin: the list with what became of each, a new one, sending it again, taking it back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from accounts import invitations
from accounts.invitation_forms import InvitationForm
from accounts.models import Invitation
from accounts.roles import grantable, group_label


def roles_of(invitation: Invitation) -> str:
    return ", ".join(sorted(group_label(group) for group in invitation.groups.all()))


def last_day(invitation: Invitation) -> str:
    return date_format(timezone.localtime(invitation.expires_at), "SHORT_DATE_FORMAT")


class InvitationList(generic.IndexView):
    columns = [
        TitleColumn("email", label=_("E-mail address"), url_name="invitations:inspect", sort_key="email"),
        Column("state", label=_("State"), accessor=lambda invitation: invitation.state.label),
        Column("roles", label=_("Roles and groups"), accessor=roles_of),
        Column("language", label=_("Language"), accessor="get_language_display"),
        Column("invited_by", label=_("Invited by")),
        DateColumn("sent_at", label=_("Sent"), sort_key="sent_at"),
        Column("expires_at", label=_("Works until"), accessor=last_day, sort_key="expires_at"),
    ]

    def get_base_queryset(self) -> QuerySet[Invitation]:
        return super().get_base_queryset().select_related("invited_by").prefetch_related("groups")

    def get_edit_url(self, instance: Invitation) -> None:
        return None


class NothingToEdit(generic.EditView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        raise Http404


class NewInvitation(generic.CreateView):
    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "giver": self.request.user}

    def save_instance(self) -> Invitation:
        by, form = self.request.user, self.form
        invitation, groups = form.save(commit=False), form.cleaned_data["groups"]
        if form.person:
            return invitations.give(invitation, form.person, groups, by=by)
        return invitations.invite(invitation, groups, by=by)

    def get_success_buttons(self) -> list[Any]:
        # There is nothing to edit in what has been sent.
        return []

    def get_success_message(self, instance: Invitation) -> str:
        if instance.accepted_at:
            return gettext("%s has been given the roles.") % instance.person
        return gettext("The invitation to %s has been sent.") % instance


class OneInvitation(generic.InspectView):
    template_name = "accounts/admin/invitation.html"

    def get_edit_url(self) -> None:
        return None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_act = self.request.user.has_perm("accounts.add_invitation") and self.object.accepted_at is None
        return {**super().get_context_data(**kwargs), "roles": roles_of(self.object), "may_act": may_act}


class InvitationViewSet(ModelViewSet):
    model = Invitation
    name = url_prefix = "invitations"
    url_namespace = "invitations"
    icon = "mail"
    menu_label = _("Invitations")
    menu_order = 590
    add_to_settings_menu = True
    inspect_view_enabled = True
    copy_view_enabled = False
    index_view_class = InvitationList
    add_view_class = NewInvitation
    edit_view_class = NothingToEdit
    inspect_view_class = OneInvitation
    search_fields = ["email"]
    add_to_reference_index = False

    def get_form_class(self, for_update: bool = False) -> Any:
        return InvitationForm


@require_POST
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    invitation = _of(request, pk)
    by: Any = request.user
    if set(invitation.groups.all()) - set(grantable(by)):
        raise PermissionDenied
    invitations.send_again(invitation, by=by)
    messages.success(request, gettext("The invitation to %s has been sent.") % invitation)
    return HttpResponseRedirect(reverse("invitations:inspect", args=(pk,)))


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    by: Any = request.user
    invitations.revoke(_of(request, pk), by=by)
    return HttpResponseRedirect(reverse("invitations:inspect", args=(pk,)))


def _of(request: HttpRequest, pk: int) -> Invitation:
    if not request.user.has_perm("accounts.add_invitation"):
        raise PermissionDenied
    return get_object_or_404(Invitation, pk=pk, accepted_at=None)
