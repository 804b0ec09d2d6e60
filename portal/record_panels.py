"""The parts of the edit form that every record shares, in the words of its authors."""

from __future__ import annotations

from django.forms import CheckboxSelectMultiple
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    Panel,
    PublishingPanel,
    TabbedInterface,
)
from wagtail.admin.widgets import AdminAutoHeightTextInput

from portal.forms_admin import ThemedRowForm
from portal.panels import ChosenRows, LanguageStatePanel, Rows, pair


def language_panel() -> MultiFieldPanel:
    """Return the panel at the top of the form of a record: how its languages stand."""
    return MultiFieldPanel(
        [LanguageStatePanel(), FieldPanel("languages_agree"), FieldPanel("significant_change")],
        heading=_("The two languages"),
        icon="globe",
    )


def translation_panel() -> FieldRowPanel:
    """Return in which language a record was written first, and how the other one came about."""
    return FieldRowPanel([FieldPanel("original_language"), FieldPanel("translation_mode")])


def themes_panel() -> Rows:
    return Rows(
        "themed_items",
        [FieldPanel("tag")],
        form_class=ThemedRowForm,
        heading=_("Themes"),
        label=_("theme"),
        icon="tag",
        help_text=_("One to three themes; the first one is the main theme. Search by any word, in either language."),
    )


def legal_basis_panel() -> Rows:
    return Rows(
        "legal_basis",
        [FieldPanel("provision"), pair("comment", widget=AdminAutoHeightTextInput)],
        heading=_("Legal basis"),
        label=_("provision"),
        icon="clipboard-list",
        help_text=_("Each provision once, with what it means for this subject."),
    )


def files_panel() -> Rows:
    return ChosenRows(
        "files",
        "document",
        panels=[FieldPanel("document"), pair("label")],
        heading=_("Files"),
        label=_("file"),
        icon="doc-full",
        help_text=lazy(_files_help, SafeString)(),
    )


def _files_help() -> SafeString:
    """Return what the files of a record are, and how many of them are brought at once."""
    return format_html(
        '{} {} <a href="{}" target="_blank">{}</a>',
        gettext("Models, letters and notes to take along; the form of one step belongs to that step."),
        gettext("Several at once: bring them first, then tick them all in the chooser."),
        reverse("wagtaildocs:add_multiple"),
        gettext("Bring several files (opens in a new tab)"),
    )


def links_panel() -> Rows:
    return Rows(
        "links",
        [FieldPanel("kind"), pair("url"), pair("label"), FieldPanel("captions")],
        heading=_("Links and videos"),
        label=_("link"),
        icon="link-external",
    )


def changes_panel() -> Rows:
    return Rows(
        "changes",
        [FieldPanel("changed_on"), pair("sentence", widget=AdminAutoHeightTextInput)],
        heading=_("What has changed"),
        label=_("change"),
        icon="history",
        help_text=_("One sentence for each change that matters to readers, the latest first."),
    )


def relations_panel() -> Rows:
    return Rows(
        "relations",
        [FieldPanel("kind"), PageChooserPanel("target")],
        heading=_("Relations"),
        label=_("relation"),
        icon="link",
        help_text=_("The relation is shown on both records, each time in the words of that side."),
    )


def answerable_panels() -> list[Panel]:
    """Return who answers for a record, when it was verified, and whom readers may ask."""
    verification = [
        FieldRowPanel([FieldPanel("verified_on"), FieldPanel("verified_by")]),
        FieldRowPanel([FieldPanel("law_as_at"), FieldPanel("next_review")]),
    ]
    contact = [
        FieldRowPanel([FieldPanel("contact_mailbox"), FieldPanel("contact_telephone")]),
        pair("contact_service"),
        FieldPanel("contact_person"),
        FieldRowPanel([FieldPanel(f"available_for_{what}") for what in ("call", "visit", "talk")]),
    ]
    places = FieldPanel("municipalities", widget=CheckboxSelectMultiple(attrs={"class": "choice-columns"}))
    return [
        MultiFieldPanel([FieldPanel("organisation"), *contact], heading=_("Who answers for it"), icon="user"),
        MultiFieldPanel(verification, heading=_("Verification"), icon="check"),
        MultiFieldPanel(
            [places], heading=_("Municipalities"), icon="site", help_text=_("None ticked: the record is for all 19.")
        ),
    ]


def address_panels() -> list[Panel]:
    """Return where a page is found, from when until when, and under which licence."""
    return [
        MultiFieldPanel([pair("slug")], heading=_("Address"), icon="link-external"),
        MultiFieldPanel([FieldPanel("licence")], heading=_("Licence"), icon="key"),
        PublishingPanel(),
        MultiFieldPanel(
            [pair("withdrawal_reason", widget=AdminAutoHeightTextInput)],
            heading=_("Withdrawal"),
            icon="warning",
            help_text=_("When the record is deleted, readers who come back to its address are told this reason."),
            classname="collapsed",
        ),
        CommentPanel(),
    ]


def section_form(*panels: Panel) -> TabbedInterface:
    """Return the edit form of a page that is not a record: the home page, a list of records."""
    texts = MultiFieldPanel(
        [pair("heading"), pair("introduction", widget=AdminAutoHeightTextInput)], heading=_("Texts"), icon="pilcrow"
    )
    address = MultiFieldPanel([pair("slug")], heading=_("Address"), icon="link-external")
    last = [address, FieldPanel("show_in_menus"), PublishingPanel(), CommentPanel()]
    return TabbedInterface(
        [
            ObjectList([texts, *panels], heading=_("Content")),
            ObjectList(last, heading=_("Address and publication")),
        ]
    )
