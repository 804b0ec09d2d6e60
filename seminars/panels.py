"""The edit forms of a seminar and of a panel, in the order in which the cell thinks: before, during, afterwards."""

from __future__ import annotations

from django.forms import CheckboxSelectMultiple, HiddenInput
from django.utils.functional import Promise
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

from portal.panels import ChosenRows, Rows, pair
from portal.record_panels import (
    address_panels,
    answerable_panels,
    changes_panel,
    files_panel,
    language_panel,
    links_panel,
    relations_panel,
    themes_panel,
    translation_panel,
)


def subject(heading: str | Promise, *panels: Panel) -> list[Panel]:
    """Return the top of the form of a record: its languages, what it is about, its themes."""
    texts = [pair("heading"), pair("summary", widget=AdminAutoHeightTextInput), translation_panel(), *panels]
    return [language_panel(), MultiFieldPanel(texts, heading=heading, icon="doc-full-inverse"), themes_panel()]


def responsibility(*panels: Panel) -> ObjectList:
    """Return who answers for a record of what was said on a day: nobody verifies it against the law."""
    who, _verification, where = answerable_panels()
    return ObjectList([who, where, *panels, changes_panel()], heading=_("Responsibility"))


def organisations(name: str) -> FieldPanel:
    return FieldPanel(name, widget=CheckboxSelectMultiple(attrs={"class": "choice-list"}))


DAY: list[Panel] = [
    FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
    pair("place"),
    pair("place_address"),
    pair("place_access", widget=AdminAutoHeightTextInput),
    FieldRowPanel([FieldPanel("online_link"), FieldPanel("registration_link")]),
    FieldRowPanel([FieldPanel("language_regime"), FieldPanel("interpretation")]),
    FieldPanel("state"),
    PageChooserPanel("previous", "seminars.SeminarPage"),
]
PROGRAMME = [
    FieldRowPanel([FieldPanel("start"), FieldPanel("end"), FieldPanel("kind")]),
    pair("heading"),
    PageChooserPanel("panel", "seminars.PanelPage"),
    pair("speakers"),
]
BEFORE = [
    *subject(_("What the seminar is about")),
    MultiFieldPanel(DAY, heading=_("When, where, in which language"), icon="calendar-alt"),
    Rows("aims", [pair("text")], heading=_("Aims"), label=_("aim"), icon="pick"),
    Rows(
        "programme",
        PROGRAMME,
        heading=_("Programme"),
        label=_("programme item"),
        icon="list-ol",
        help_text=_("The panels are records of their own below the seminar: make them first, then choose them here."),
    ),
    MultiFieldPanel([organisations("partners")], heading=_("Partners"), icon="group", classname="collapsed"),
]
AFTERWARDS = [
    Rows(
        "takeaways",
        [pair("text", widget=AdminAutoHeightTextInput)],
        heading=_("What we take away"),
        label=_("takeaway"),
        icon="success",
        help_text=_("Five at most, in both languages: what somebody who was not there must know."),
    ),
    MultiFieldPanel(
        [pair("body"), pair("opening"), pair("closing")], heading=_("Synthesis, opening, closing"), icon="pilcrow"
    ),
    MultiFieldPanel(
        [FieldPanel("participants_total"), pair("survey_summary", widget=AdminAutoHeightTextInput)],
        heading=_("Who came, and what they thought"),
        icon="user",
        help_text=_("Figures and organisations only: a list of persons is never kept here."),
    ),
    Rows(
        "participation",
        [FieldRowPanel([FieldPanel("kind"), FieldPanel("number")])],
        heading=_("Participants by kind of organisation"),
        label=_("kind of organisation"),
        icon="table",
    ),
    MultiFieldPanel(
        [organisations("participating_organisations")],
        heading=_("Organisations that took part"),
        icon="group",
        classname="collapsed",
    ),
    ChosenRows(
        "photos",
        "image",
        panels=[FieldPanel("image")],
        heading=_("Photos"),
        label=_("photo"),
        icon="image",
        help_text=_("With credit, confirmed rights and a description in both languages."),
    ),
]
PERSON = [
    FieldPanel("role"),
    pair("function"),
    FieldRowPanel([FieldPanel("organisation"), FieldPanel("person")]),
]
RECOMMENDATION = [
    FieldPanel("key", widget=HiddenInput, classname="w-hidden"),
    pair("text", widget=AdminAutoHeightTextInput),
    FieldRowPanel([FieldPanel("addressee"), FieldPanel("addressee_kind")]),
    FieldRowPanel([FieldPanel("priority"), FieldPanel("owner"), FieldPanel("due")]),
    FieldRowPanel([FieldPanel("state"), FieldPanel("decided_on")]),
    pair("reason", widget=AdminAutoHeightTextInput),
    PageChooserPanel("taken_up_by"),
]
NOTE: list[Panel] = [
    FieldPanel("note_state"),
    pair("findings"),
    pair("agreement"),
    pair("disagreement"),
    pair("open_questions"),
]
PANEL = [
    *subject(_("What the panel discusses"), pair("question", widget=AdminAutoHeightTextInput), FieldPanel("number")),
    Rows(
        "people",
        PERSON,
        heading=_("Who leads the panel"),
        label=_("person"),
        icon="user",
        help_text=_("By function: a name is shown only while a recorded consent covers it."),
    ),
    MultiFieldPanel(NOTE, heading=_("Note of the panel"), icon="pilcrow"),
    Rows(
        "mentions",
        [pair("text"), PageChooserPanel("page")],
        heading=_("Practices mentioned"),
        label=_("practice mentioned"),
        icon="link",
        help_text=_("Choose the record; where there is none yet, say what is still to be documented."),
    ),
]
RECOMMENDATIONS = [
    Rows(
        "recommendations",
        RECOMMENDATION,
        heading=_("Recommendations"),
        label=_("recommendation"),
        icon="clipboard-list",
        help_text=_("Each one gets its number when it is published, and keeps it; what became of it is shown to all."),
    ),
]

seminar_form = TabbedInterface(
    [
        ObjectList(BEFORE, heading=_("Before the seminar")),
        ObjectList(AFTERWARDS, heading=_("Afterwards")),
        ObjectList([files_panel(), links_panel(), relations_panel()], heading=_("Files and relations")),
        responsibility(),
        ObjectList(address_panels(), heading=_("Address and publication")),
    ]
)
panel_form = TabbedInterface(
    [
        ObjectList(PANEL, heading=_("Discussion panel")),
        ObjectList(RECOMMENDATIONS, heading=_("Recommendations")),
        ObjectList([files_panel(), links_panel(), relations_panel()], heading=_("Files and relations")),
        responsibility(),
        ObjectList(address_panels(), heading=_("Address and publication")),
    ]
)
