"""People and groups in the admin."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import TitleColumn
from wagtail.users.views import groups, users

from accounts.forms_admin import NewPersonForm, PersonForm
from accounts.models import MembersGroup
from accounts.roles import group_label


class NewPersonView(users.CreateView):
    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "giver": self.request.user}


class PersonView(users.EditView):
    """Refuses somebody with fewer rights: whoever may change a password may take over the account."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.forbidden = self.object.is_superuser and not request.user.is_superuser  # type: ignore[union-attr]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if self.forbidden:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "giver": self.request.user}


class PeopleViewSet(users.UserViewSet):
    add_view_class = NewPersonView
    edit_view_class = PersonView
    copy_view_enabled = False
    template_prefix = "accounts/admin/"

    def get_form_class(self, for_update: bool = False) -> Any:
        return PersonForm if for_update else NewPersonForm


class RoleList(groups.IndexView):
    columns = [
        TitleColumn("name", label=_("Name"), sort_key="name", accessor=group_label, url_name="wagtailusers_groups:edit")
    ]


class RoleDeletion(groups.DeleteView):
    """Refuses to delete the members' group of a page: what is restricted to it would be closed to everybody."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if MembersGroup.objects.filter(group_id=self.object.pk).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class RolesViewSet(groups.GroupViewSet):
    index_view_class = RoleList
    delete_view_class = RoleDeletion
