"""What seminars and working groups add to Wagtail's admin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page

from seminars.models import SeminarPage
from seminars.outputs_views import OutputsView
from seminars.viewsets import (
    PanelListing,
    PanelViews,
    SeminarListing,
    SeminarViews,
    WorkingGroupListing,
    WorkingGroupViews,
)


@hooks.register("register_admin_viewset")
def seminars() -> list[object]:
    return [SeminarListing(), PanelListing(), WorkingGroupListing(), SeminarViews(), PanelViews(), WorkingGroupViews()]


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [path("seminar-outputs/<int:page_id>/", OutputsView.as_view(), name="seminar_outputs")]


@hooks.register("register_page_header_buttons")
def outputs(page: Page, user: Any, next_url: str | None = None, view_name: str = "", **kwargs: Any) -> Iterator[Button]:
    if issubclass(page.specific_class, SeminarPage) and page.permissions_for_user(user).can_edit():
        url = reverse("seminar_outputs", args=[page.pk])
        yield Button(_("Outputs of the seminar"), url, icon_name="calendar-check", priority=60)
