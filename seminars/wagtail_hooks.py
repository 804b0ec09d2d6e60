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
from seminars.next_seminar_views import NextSeminarView
from seminars.outputs_views import OutputsView
from seminars.panel_reading_admin import ReadingView
from seminars.pasted_views import PastedView
from seminars.viewsets import (
    PanelListing,
    PanelViews,
    SeminarListing,
    SeminarViews,
    WorkingGroupListing,
    WorkingGroupViews,
)

#: What is offered above the edit form of a page: the names of views, with what their buttons say.
BESIDE: dict[type[Page], dict[str, Any]] = {
    SeminarPage: {"seminar_outputs": _("Outputs of the seminar"), "next_seminar": _("Next seminar")},
    PanelPage: {
        "panel_reading_admin": _("Reading by the panel"),
        "pasted_recommendations": _("Paste recommendations"),
    },
}


@hooks.register("register_admin_viewset")
def seminars() -> list[object]:
    return [SeminarListing(), PanelListing(), WorkingGroupListing(), SeminarViews(), PanelViews(), WorkingGroupViews()]


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [
        path("seminar-outputs/<int:pk>/", OutputsView.as_view(), name="seminar_outputs"),
        path("next-seminar/<int:pk>/", NextSeminarView.as_view(), name="next_seminar"),
        path("pasted-recommendations/<int:pk>/", PastedView.as_view(), name="pasted_recommendations"),
        path("panel-reading/<int:pk>/", ReadingView.as_view(), name="panel_reading_admin"),
    ]


@hooks.register("register_page_header_buttons")
def beside_the_form(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    offered = BESIDE.get(page.specific_class, {})
    if offered and page.permissions_for_user(user).can_edit():
        for name, label in offered.items():
            yield Button(label, url=reverse(name, args=[page.pk]), icon_name="calendar-check", priority=60)
