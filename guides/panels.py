"""The edit form of a guide, in the order in which one thinks: for whom, which steps, which law, who answers for it."""

from __future__ import annotations

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.admin.widgets import AdminAutoHeightTextInput

from portal.panels import Rows, pair
from portal.record_panels import (
    address_panels,
    answerable_panels,
    files_panel,
    language_panel,
    legal_basis_panel,
    relations_panel,
    themes_panel,
)

STEP = [
    pair("heading"),
    pair("text"),
    FieldRowPanel([FieldPanel("responsible_organisation"), FieldPanel("responsible_kind")]),
    pair("time_limit"),
    pair("form"),
    pair("warning", widget=AdminAutoHeightTextInput),
    FieldPanel("provision"),
]
SUBJECT = [
    pair("heading"),
    pair("summary", widget=AdminAutoHeightTextInput),
    pair("purpose", widget=AdminAutoHeightTextInput),
    FieldPanel("audience", widget=CheckboxSelectMultiple(attrs={"class": "choice-columns"})),
]
EXPLANATION = [pair("body"), pair("prerequisites"), pair("frequent_mistakes")]
VERSION = [
    FieldPanel("authors", widget=CheckboxSelectMultiple(attrs={"class": "choice-list"})),
    pair("contributing_working_group"),
    FieldRowPanel([FieldPanel("version"), FieldPanel("valid_from")]),
    FieldPanel("print_card"),
]

CONTENT = [
    language_panel(),
    MultiFieldPanel(SUBJECT, heading=_("What the guide is about, and for whom"), icon="doc-full-inverse"),
    themes_panel(),
    Rows(
        "steps",
        STEP,
        heading=_("Steps"),
        label=_("step"),
        icon="list-ol",
        help_text=_("One step for each thing that somebody does. Say who acts, and within which legal time limit."),
    ),
    MultiFieldPanel(EXPLANATION, heading=_("Explanation"), icon="pilcrow"),
    Rows(
        "questions",
        [pair("question"), pair("answer")],
        heading=_("Frequent questions"),
        label=_("question"),
        icon="help",
    ),
]

guide_form = TabbedInterface(
    [
        ObjectList(CONTENT, heading=_("Guide")),
        ObjectList([legal_basis_panel(), files_panel(), relations_panel()], heading=_("Law, files, relations")),
        ObjectList(
            [*answerable_panels(), MultiFieldPanel(VERSION, heading=_("Authors and version"), icon="group")],
            heading=_("Responsibility"),
        ),
        ObjectList(address_panels(), heading=_("Address and publication")),
    ]
)
