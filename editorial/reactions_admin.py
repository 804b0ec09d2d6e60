"""The backlog of the coordination cell: what readers said, by theme, with an answer for whoever asked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, PageChooserPanel
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from editorial import reactions
from editorial.models import Reaction, WantedDocument
from portal.forms_admin import AdminForm
from portal.panels import pair
from portal.reference_data.viewsets import ReferenceDataViewSet, plain


class AnswerForm(AdminForm):
    """What was said cannot be changed; it is answered, dealt with or set aside."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("state") == Reaction.State.ANSWERED and not cleaned.get("answer", "").strip():
            self.add_error("answer", _("Write the answer, or say that it has been dealt with."))
        return cleaned

    def save(self, commit: bool = True) -> Reaction:
        state = self.instance.state
        given = state == Reaction.State.ANSWERED and "state" in self.changed_data
        if "state" in self.changed_data and not given:
            self.instance.handled_at = None if state == Reaction.State.OPEN else timezone.now()
        reaction: Reaction = super().save(commit=commit and not given)
        if given:
            reactions.answer(reaction, reaction.answer, reaction.answered_by)
        return reaction


class ReactionsView(generic.IndexView):
    """The newest first; pages and themes are read with them."""

    def get_base_queryset(self) -> QuerySet[Reaction]:
        rows = super().get_base_queryset().select_related("page", "theme")
        # Many have neither page nor theme, of which an export could ask for nothing.
        named = {"page_reference": F("page__slug"), "theme_identifier": F("theme__slug")}
        return rows.prefetch_related("theme__labels").annotate(**named)


class ReactionViewSet(ModelViewSet):
    model = Reaction
    name = "reactions"
    icon = "comment"
    menu_label = gettext_lazy("Reactions of readers")
    menu_order = 210
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = False
    index_view_class = ReactionsView
    list_per_page = 50
    list_display = [
        plain("kind", gettext_lazy("Kind"), lambda row: row.get_kind_display()),
        plain("text", gettext_lazy("In their words"), lambda row: row.text[:140]),
        plain("page", gettext_lazy("Page"), lambda row: row.page and row.page.get_admin_display_title()),
        plain("theme", gettext_lazy("Theme"), lambda row: row.theme and row.theme.label),
        Column("language", label=gettext_lazy("Language"), accessor=lambda row: row.language.upper()),
        DateColumn("at", label=gettext_lazy("Received at"), sort_key="at"),
        plain("state", gettext_lazy("State"), lambda row: row.get_state_display()),
    ]
    list_filter = ["state", "kind", "reason", "language", "theme"]
    list_export = ["kind", "reason", "text", "page_reference", "theme_identifier", "language", "at", "state", "answer"]
    export_headings = {"page_reference": gettext_lazy("Page"), "theme_identifier": gettext_lazy("Theme")}
    export_filename = "reactions"
    search_fields = ["text"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("kind", read_only=True), FieldPanel("reason", read_only=True)]),
                    FieldPanel("text", read_only=True),
                    FieldRowPanel([FieldPanel("page", read_only=True), FieldPanel("at", read_only=True)]),
                    FieldRowPanel([FieldPanel("language", read_only=True), FieldPanel("address", read_only=True)]),
                ],
                heading=gettext_lazy("What was said"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("state"),
                    FieldPanel("answer", widget=forms.Textarea(attrs={"rows": 6})),
                    PageChooserPanel("answered_by"),
                    FieldPanel("theme"),
                ],
                heading=gettext_lazy("What became of it"),
                help_text=gettext_lazy("“Answered” sends the answer to the address, if there is one, and deletes it."),
            ),
        ],
        base_form_class=AnswerForm,
    )


class WantedDocumentViewSet(ReferenceDataViewSet):
    model = WantedDocument
    name = "wanted-documents"
    icon = "doc-empty"
    menu_order = 900
    texts = ("text_fr", "text_nl")
    joins = ("theme",)
    prefetches = ("theme__labels",)
    list_display = [
        "__str__",
        plain("theme", gettext_lazy("Theme"), lambda row: row.theme and row.theme.label),
        plain("since", gettext_lazy("wanted since")),
    ]
    list_filter = ["shown"]
    edit_handler = ObjectList(
        [
            pair("text"),
            FieldPanel("theme"),
            FieldRowPanel([FieldPanel("since"), FieldPanel("shown")]),
            PageChooserPanel("answered_by"),
        ]
    )
