"""What seminars and working groups add to Wagtail's admin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Page
from wagtail.permissions import policy_registry

from seminars.follow_up_admin import RIGHTS, FollowUpPanel, RecommendationReport, TakeUpView
from seminars.models import PanelPage, SeminarPage
from seminars.next_seminar_views import NextSeminarView
from seminars.outputs_views import OutputsView
from seminars.panel_reading_admin import ReadingView
from seminars.participation_views import ParticipationView
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
    SeminarPage: {
        "seminar_outputs": _("Outputs of the seminar"),
        "participation_file": _("Participation from a table"),
        "next_seminar": _("Next seminar"),
    },
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
        path("participation/<int:pk>/", ParticipationView.as_view(), name="participation_file"),
        path("next-seminar/<int:pk>/", NextSeminarView.as_view(), name="next_seminar"),
        path("pasted-recommendations/<int:pk>/", PastedView.as_view(), name="pasted_recommendations"),
        path("panel-reading/<int:pk>/", ReadingView.as_view(), name="panel_reading_admin"),
        path("recommendations/", RecommendationReport.as_view(), name="follow_up"),
        path(
            "recommendations/results/",
            RecommendationReport.as_view(results_only=True),
            name="follow_up_results",
        ),
        path("recommendations/<int:pk>/taken-up-by/<int:record>/", TakeUpView.as_view(), name="take_up"),
    ]


class FollowUpItem(MenuItem):
    """The follow-up, for those who look after records."""

    def is_shown(self, request: HttpRequest) -> bool:
        return policy_registry.get_by_type(Page).user_has_any_permission(request.user, RIGHTS)


@hooks.register("register_reports_menu_item")
def follow_up() -> MenuItem:
    url = reverse("follow_up")
    label = _("Follow-up of the recommendations")
    return FollowUpItem(label, url, name="recommendations", icon_name="list-ol", order=95)


@hooks.register("construct_homepage_panels")
def how_recommendations_stand(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(FollowUpPanel(request))


@hooks.register("register_page_header_buttons")
def beside_the_form(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    offered = BESIDE.get(page.specific_class, {})
    if offered and page.permissions_for_user(user).can_edit():
        for name, label in offered.items():
            yield Button(label, url=reverse(name, args=[page.pk]), icon_name="calendar-check", priority=60)
