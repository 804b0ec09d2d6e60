"""The edit form of a practice, in the order in which one thinks: from the problem to what others can take over."""

from __future__ import annotations

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, Panel, TabbedInterface
from wagtail.admin.widgets import AdminAutoHeightTextInput

from portal.panels import Rows, pair
from portal.record_panels import (
    address_panels,
    answerable_panels,
    changes_panel,
    files_panel,
    language_panel,
    legal_basis_panel,
    links_panel,
    relations_panel,
    themes_panel,
    translation_panel,
)

STEP = [
    pair("heading"),
    pair("text"),
    FieldRowPanel([FieldPanel("responsible_organisation"), FieldPanel("responsible_kind")]),
    pair("duration"),
    pair("form"),
]
RESULT = [pair("indicator"), FieldPanel("value"), pair("unit"), pair("period"), pair("source")]
BLOCK = [pair("heading"), pair("text"), pair("template")]
SUBJECT: list[Panel] = [
    pair("heading"),
    pair("summary", widget=AdminAutoHeightTextInput),
    translation_panel(),
    FieldRowPanel([FieldPanel("nature"), FieldPanel("state")]),
    FieldRowPanel([FieldPanel("started_on"), FieldPanel("ended_on")]),
    FieldPanel("target_groups", widget=CheckboxSelectMultiple(attrs={"class": "choice-columns"})),
    FieldPanel("image"),
]
RESOURCES: list[Panel] = [
    pair("resources"),
    FieldRowPanel([FieldPanel("staff_fte"), FieldPanel("budget")]),
    pair("skills", widget=AdminAutoHeightTextInput),
    pair("tools", widget=AdminAutoHeightTextInput),
]
RESULTS: list[Panel] = [
    pair("results_explained"),
    pair("no_result_yet", widget=AdminAutoHeightTextInput),
    FieldPanel("evidence_level"),
]
PERSONAL_DATA: list[Panel] = [
    pair("personal_data_which", widget=AdminAutoHeightTextInput),
    pair("personal_data_basis", widget=AdminAutoHeightTextInput),
    FieldRowPanel([FieldPanel("personal_data_dpia"), FieldPanel("personal_data_protocol")]),
]
QUALITY: list[Panel] = [
    FieldRowPanel([FieldPanel("submitted_by"), FieldPanel("submitted_on")]),
    FieldRowPanel([FieldPanel("approved_by"), FieldPanel("approved_on")]),
    FieldPanel("expert_reviewer"),
    pair("expert_opinion", widget=AdminAutoHeightTextInput),
    FieldPanel("validated_on"),
]
CONTEXT: list[Panel] = [FieldPanel("origin"), FieldPanel("plan_action"), FieldPanel("contract_objective")]

CONTENT = [
    language_panel(),
    MultiFieldPanel(SUBJECT, heading=_("What the practice is about, and for whom"), icon="doc-full-inverse"),
    themes_panel(),
    MultiFieldPanel([pair("problem"), pair("how_it_works")], heading=_("The problem, and what you do"), icon="pilcrow"),
    Rows(
        "steps",
        STEP,
        heading=_("Steps"),
        label=_("step"),
        icon="list-ol",
        help_text=_("One step for each thing that somebody does: who does it, and how long it takes."),
    ),
    Rows(
        "partners", [FieldPanel("organisation"), pair("role")], heading=_("Partners"), label=_("partner"), icon="group"
    ),
    MultiFieldPanel(RESOURCES, heading=_("What it takes"), icon="calendar-alt"),
    Rows(
        "results",
        RESULT,
        heading=_("Results"),
        label=_("result"),
        icon="table",
        help_text=_("One row for each figure. There is none yet? Say below by when and how it will be measured."),
    ),
    MultiFieldPanel(RESULTS, heading=_("What the results are worth"), icon="view"),
    MultiFieldPanel(
        [pair("difficulties"), pair("what_did_not_work")],
        heading=_("What was difficult, and what failed"),
        icon="warning",
    ),
    MultiFieldPanel([pair("conditions"), pair("transfer")], heading=_("What others have to know"), icon="group"),
    Rows(
        "building_blocks",
        BLOCK,
        heading=_("Building blocks"),
        label=_("building block"),
        icon="cogs",
        help_text=_("What another service can take over as it is; a template in each language where there is one."),
    ),
    MultiFieldPanel(
        PERSONAL_DATA,
        heading=_("Personal data"),
        icon="key",
        help_text=_(
            "Asked for before validation when a theme is about data. Never name an occupant or a dwelling here."
        ),
    ),
]

practice_form = TabbedInterface(
    [
        ObjectList(CONTENT, heading=_("Practice")),
        ObjectList(
            [legal_basis_panel(), files_panel(), links_panel(), relations_panel()],
            heading=_("Law, files, relations"),
        ),
        ObjectList(
            [
                *answerable_panels(),
                MultiFieldPanel(QUALITY, heading=_("From submission to validation"), icon="success"),
                MultiFieldPanel(CONTEXT, heading=_("Where it comes from"), icon="history"),
                changes_panel(),
            ],
            heading=_("Responsibility and quality"),
        ),
        ObjectList(address_panels(), heading=_("Address and publication")),
    ]
)
