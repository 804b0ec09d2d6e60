"""Wagtail's own app of users and groups, with the forms and lists of this package."""

from wagtail.users.apps import WagtailUsersAppConfig


class AdminUsersConfig(WagtailUsersAppConfig):
    user_viewset = "accounts.viewsets.PeopleViewSet"
    group_viewset = "accounts.viewsets.RolesViewSet"
