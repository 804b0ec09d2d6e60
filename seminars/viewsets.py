"""The lists of seminars and of working groups for those who write them, and who may be let in."""

from __future__ import annotations

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from portal.record_lists import FIRST, LAST, RecordListing, RecordViews
from seminars.models import PanelPage, SeminarPage, WorkingGroupPage


def _day(page: SeminarPage) -> str:
    return date_format(timezone.localtime(page.starts_at), "SHORT_DATE_FORMAT") if page.starts_at else ""


class SeminarListing(RecordListing):
    model = SeminarPage
    name = "seminars"
    icon = "calendar-alt"
    menu_label = _("Seminars")
    menu_order = 130
    columns = [
        *FIRST,
        Column("starts_at", label=_("Date"), accessor=_day, sort_key="starts_at"),
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        *LAST,
    ]


class PanelListing(RecordListing):
    model = PanelPage
    name = "panels"
    icon = "comment"
    menu_label = _("Discussion panels")
    menu_order = 135


class WorkingGroupListing(RecordListing):
    model = WorkingGroupPage
    name = "working-groups"
    icon = "group"
    menu_label = _("Working groups")
    menu_order = 140
    columns = [
        *FIRST,
        Column("group_status", label=_("Progress"), accessor="get_status_display", sort_key="status"),
        *LAST,
    ]


class SeminarViews(RecordViews):
    model = SeminarPage


class PanelViews(RecordViews):
    model = PanelPage


class WorkingGroupViews(RecordViews):
    model = WorkingGroupPage
