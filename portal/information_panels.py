"""The edit forms of the pages about the site itself."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput

from portal.panels import Rows, pair
from portal.record_panels import section_form

TEXT = MultiFieldPanel([pair("body")], heading=_("Text"), icon="pilcrow")
CONTACT = [
    pair("subject", widget=AdminAutoHeightTextInput),
    FieldPanel("organisation"),
    FieldRowPanel([FieldPanel("mailbox"), FieldPanel("telephone")]),
]
BARRIER = [
    FieldPanel("reason"),
    pair("text", widget=AdminAutoHeightTextInput),
    pair("alternative", widget=AdminAutoHeightTextInput),
]

information_form = section_form(
    FieldPanel("role"),
    TEXT,
    Rows(
        "contacts",
        CONTACT,
        heading=_("Whom to ask for what"),
        label=_("contact"),
        icon="user",
        help_text=_("One row for each subject: functional mailboxes and the telephone of a service, never a person's."),
    ),
)
accessibility_form = section_form(
    MultiFieldPanel([pair("body")], heading=_("Commitment and scope"), icon="pilcrow"),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("status"), FieldPanel("method")]),
            FieldRowPanel([FieldPanel("prepared_on"), FieldPanel("reviewed_on"), FieldPanel("next_review")]),
        ],
        heading=_("Compliance"),
        icon="check",
    ),
    Rows("barriers", BARRIER, heading=_("Content that is not accessible"), label=_("barrier"), icon="warning"),
    MultiFieldPanel(
        [pair("feedback"), FieldRowPanel([FieldPanel("feedback_mailbox"), FieldPanel("feedback_telephone")])],
        heading=_("Feedback"),
        icon="mail",
    ),
    MultiFieldPanel([pair("enforcement"), pair("enforcement_url")], heading=_("Enforcement procedure"), icon="key"),
)
