"""What search adds to Wagtail's admin; everything is decided elsewhere."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.permissions import policy_registry

from search.reports import OF_THE_CELL, OF_WRITERS


class ReportItem(MenuItem):
    """A report for those who have one of the rights on pages."""

    def __init__(self, *args: Any, rights: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rights = rights

    def is_shown(self, request: HttpRequest) -> bool:
        return policy_registry.get_by_type(Page).user_has_any_permission(request.user, self.rights)


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [path("search-reports/", include("search.report_urls"))]


@hooks.register("register_reports_menu_item")
def questions() -> MenuItem:
    url = reverse("search_reports:questions")
    label = _("What is searched for")
    return ReportItem(label, url, name="questions", icon_name="search", order=120, rights=OF_THE_CELL)


@hooks.register("register_reports_menu_item")
def unread_files() -> MenuItem:
    url = reverse("search_reports:files")
    label = _("Files that search cannot read")
    return ReportItem(label, url, name="unread-files", icon_name="doc-full-inverse", order=130, rights=OF_WRITERS)
