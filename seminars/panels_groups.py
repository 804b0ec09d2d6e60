"""The edit form of a working group: its mandate, its members, its work, its end."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    Panel,
    TabbedInterface,
)
from wagtail.admin.widgets import AdminAutoHeightTextInput

from portal.panels import Rows, pair
from portal.record_panels import address_panels, files_panel, links_panel, relations_panel
from seminars.panels import organisations, responsibility, subject

TERM: list[Panel] = [
    FieldPanel("status"),
    FieldRowPanel([FieldPanel("started_on"), FieldPanel("expected_end"), FieldPanel("ended_on")]),
]
MEMBERS: list[Panel] = [
    FieldPanel("open_to_members"),
    pair("how_to_join", widget=AdminAutoHeightTextInput),
    organisations("member_organisations"),
]
DELIVERABLE = [
    pair("heading"),
    FieldRowPanel([FieldPanel("due"), FieldPanel("state")]),
    PageChooserPanel("result"),
]
GROUP = [
    *subject(_("What the working group is for"), pair("body")),
    MultiFieldPanel(TERM, heading=_("From when until when"), icon="calendar-alt"),
    MultiFieldPanel(MEMBERS, heading=_("Members"), icon="group", help_text=_("Organisations, never persons.")),
]
WORK = [
    Rows("deliverables", DELIVERABLE, heading=_("Deliverables"), label=_("deliverable"), icon="list-ul"),
    Rows(
        "meetings",
        [FieldPanel("date"), pair("place"), pair("agenda"), pair("decisions"), pair("minutes")],
        heading=_("Meetings"),
        label=_("meeting"),
        icon="date",
    ),
    MultiFieldPanel([pair("closing_report")], heading=_("Closing report"), icon="success"),
]

working_group_form = TabbedInterface(
    [
        ObjectList(GROUP, heading=_("Working group")),
        ObjectList(WORK, heading=_("Work")),
        ObjectList([files_panel(), links_panel(), relations_panel()], heading=_("Files and relations")),
        responsibility(),
        ObjectList(address_panels(), heading=_("Address and publication")),
    ]
)
