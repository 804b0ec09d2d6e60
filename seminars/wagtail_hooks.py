"""What seminars and working groups add to Wagtail's admin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page

from seminars.models import PanelPage, SeminarPage
from seminars.outputs_views import OutputsView
from seminars.panel_reading_admin import ReadingView
from seminars.viewsets import (
    PanelListing,
    PanelViews,
    SeminarListing,
    SeminarViews,
    WorkingGroupListing,
    WorkingGroupViews,
)

#: What is offered above the edit form of a page: the name of a view, and what the button says.
BESIDE: dict[type[Page], tuple[str, Any]] = {
    SeminarPage: ("seminar_outputs", _("Outputs of the seminar")),
    PanelPage: ("panel_reading_admin", _("Reading by the panel")),
}


@hooks.register("register_admin_viewset")
def seminars() -> list[object]:
    return [SeminarListing(), PanelListing(), WorkingGroupListing(), SeminarViews(), PanelViews(), WorkingGroupViews()]


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [
        path("seminar-outputs/<int:pk>/", OutputsView.as_view(), name="seminar_outputs"),
        path("panel-reading/<int:pk>/", ReadingView.as_view(), name="panel_reading_admin"),
    ]


@hooks.register("register_page_header_buttons")
def beside_the_form(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    name, label = next((each for model, each in BESIDE.items() if issubclass(page.specific_class, model)), ("", ""))
    if name and page.permissions_for_user(user).can_edit():
        yield Button(label, url=reverse(name, args=[page.pk]), icon_name="calendar-check", priority=60)
