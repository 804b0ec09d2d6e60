from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.models import Orderable

import languages
from languages.fields import Translated
from newsletter import issue_preview
from portal.kinds import record_models
from portal.models.information import TextPage
from portal.models.sections import IndexPage
from portal.panels import Rows, pair
from portal.published import Access, visible
from portal.record_panels import section_form


def kind_choices() -> list[tuple[str, Any]]:
    """Return the kinds of records that a list may be of, under the names that ``portal.changes`` gives them."""
    return [(model._meta.label_lower, capfirst(str(model._meta.verbose_name_plural))) for model in record_models()]


class IssueIndexPage(IndexPage):
    """All issues of the newsletter, the latest first: what was mailed can be read by everybody."""

    in_menus: ClassVar[bool] = False
    subpage_types = ["newsletter.IssuePage"]

    class Meta:
        verbose_name = _("list of newsletters")
        verbose_name_plural = _("lists of newsletters")

    @classmethod
    def default_texts(cls) -> dict[str, str]:
        return {
            "heading_fr": "Lettres d’information",
            "heading_nl": "Nieuwsbrieven",
            "slug_fr": "lettres",
            "slug_nl": "nieuwsbrieven",
        }

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        return "newsletter/issue_index_page.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        issues = visible(IssuePage.for_reading().child_of(self), Access.of(request)).order_by("-first_published_at")
        return {**super(IndexPage, self).get_context(request, *args, **kwargs), "issues": issues}


class IssuePage(TextPage):
    """An issue of the newsletter in both languages: what is mailed, and what stands in the public archive."""

    changes_since = models.DateTimeField(
        _("tell what is new since"), null=True, blank=True, help_text=_("Left empty: since the issue before.")
    )
    show_events = models.BooleanField(_("seminars to come"), default=True)
    show_recommendations = models.BooleanField(_("recommendations that changed"), default=True)
    audience = ParentalManyToManyField(
        "themes.Theme",
        verbose_name=_("only for those who follow"),
        blank=True,
        related_name="+",
        help_text=_("Choose nothing to write to everybody. Narrower themes come with a theme."),
    )
    # The period of the automatic lists once it is approved: the archive goes on saying what the mail said.
    frozen_since = models.DateTimeField(null=True, editable=False)
    frozen_until = models.DateTimeField(null=True, editable=False)

    OF_THE_PAGE: ClassVar[tuple[str, ...]] = ("frozen_since", "frozen_until")

    template = "newsletter/issue_page.html"
    parent_page_types = ["newsletter.IssueIndexPage"]
    is_creatable = True
    exclude_fields_in_copy = [*TextPage.exclude_fields_in_copy, *OF_THE_PAGE]
    edit_handler = section_form(
        MultiFieldPanel([pair("body")], heading=_("Opening words"), icon="pilcrow"),
        Rows(
            "chosen",
            [FieldPanel("record"), pair("comment", widget=AdminAutoHeightTextInput)],
            heading=_("Chosen records"),
            label=_("record"),
            icon="doc-full",
            help_text=_("What you recommend, in your order; say in a sentence why."),
        ),
        Rows(
            "lists",
            [FieldRowPanel([FieldPanel("kind"), FieldPanel("theme"), FieldPanel("most")]), pair("heading")],
            heading=_("Automatic lists"),
            label=_("list"),
            icon="list-ul",
            help_text=_("What is new or has changed significantly. What you chose above is not told twice."),
        ),
        MultiFieldPanel(
            [FieldPanel("changes_since"), FieldPanel("show_events"), FieldPanel("show_recommendations")],
            heading=_("What else is told"),
            icon="date",
        ),
        FieldPanel("audience", widget=forms.CheckboxSelectMultiple),
    )

    class Meta:
        verbose_name = _("newsletter")
        verbose_name_plural = _("newsletters")

    def with_content_json(self, content: dict[str, Any]) -> IssuePage:
        page = super().with_content_json(content)
        for name in self.OF_THE_PAGE:
            setattr(page, name, getattr(self, name))
        return page

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        content = issue_preview.content_of(self, languages.active())
        return {**super().get_context(request, *args, **kwargs), "content": content}

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        return [*issue_preview.modes(), *super().preview_modes]

    @property
    def default_preview_mode(self) -> str:
        return issue_preview.mode_of(languages.active())

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return issue_preview.preview(self, mode_name) or super().serve_preview(request, mode_name)

    @property
    def day(self) -> datetime | None:
        """When it was published."""
        return self.first_published_at


class ChosenRecord(Orderable):
    """A record that an issue recommends."""

    issue = ParentalKey(IssuePage, on_delete=models.CASCADE, related_name="chosen")
    record = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("record"), on_delete=models.CASCADE, related_name="newsletter_issues"
    )
    comment = Translated(models.CharField(_("why"), max_length=300, blank=True))

    class Meta(Orderable.Meta):
        verbose_name = _("chosen record")
        verbose_name_plural = _("chosen records")

    def __str__(self) -> str:
        return str(self.record_id)

    def clean(self) -> None:
        super().clean()
        if self.record_id and self.record.specific_class not in record_models():
            raise ValidationError({"record": _("Choose a record: a guide, a practice, a seminar and the like.")})


class IssueList(Orderable):
    """A list that fills itself with what is new, of one kind or theme or of all."""

    issue = ParentalKey(IssuePage, on_delete=models.CASCADE, related_name="lists")
    heading = Translated(models.CharField(_("title of the list"), max_length=90, blank=True))
    kind = models.CharField(_("kind"), max_length=60, blank=True, choices=kind_choices)
    theme = models.ForeignKey(
        "themes.Theme", verbose_name=_("theme"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    most = models.PositiveSmallIntegerField(_("at most"), default=10)

    class Meta(Orderable.Meta):
        verbose_name = _("automatic list")
        verbose_name_plural = _("automatic lists")

    def __str__(self) -> str:
        return str(self.heading)
