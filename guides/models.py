"""Technical guides: how something is done, step by step, by whom, within which legal time limit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.models import Orderable

import languages
from guides.panels import guide_form
from languages.fields import Translated
from languages.text import Text, in_language
from portal.facets import ORGANISATION, LinkFacet
from portal.markdown.fields import MarkdownField
from portal.markdown.plain import plain
from portal.models import ContentPage, IndexPage, Step
from portal.projection import Projection
from portal.reading import reading_minutes


class Audience(models.Model):
    """Whom a guide is for, as a role in the field."""

    identifier = models.SlugField(_("identifier"), unique=True)
    name = Translated(models.CharField(_("name"), max_length=120))
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")
        ordering = ["sort_order", "identifier"]

    def __str__(self) -> str:
        return str(self.name)


class GuideIndexPage(IndexPage):
    """The list of the guides, with filters."""

    subpage_types = ["guides.GuidePage"]
    facets = (ORGANISATION, LinkFacet("audience"))

    class Meta:
        verbose_name = _("list of guides")
        verbose_name_plural = _("lists of guides")

    @classmethod
    def default_texts(cls) -> dict[str, str]:
        return {
            "heading_fr": "Guides techniques",
            "heading_nl": "Technische gidsen",
            "slug_fr": "guides",
            "slug_nl": "gidsen",
        }


class GuidePage(ContentPage):
    """A guide: for whom, which steps, which law, and when it was last verified."""

    template = "guides/guide_page.html"
    parent_page_types = ["guides.GuideIndexPage"]
    subpage_types: list[str] = []
    is_creatable = True
    kind = "guide"
    reference_prefix = "GT"
    markdown_texts = ("body", "prerequisites", "frequent_mistakes")
    light_rows = (*ContentPage.light_rows, "questions", "audience", "authors")

    purpose = Translated(
        models.CharField(
            _("purpose"), max_length=250, blank=True, help_text=_("One sentence: “This guide helps you to …”.")
        )
    )
    audience = ParentalManyToManyField(Audience, verbose_name=_("audience"), blank=True, related_name="guides")
    body = Translated(MarkdownField(_("explanation"), blank=True))
    prerequisites = Translated(MarkdownField(_("prerequisites"), blank=True))
    frequent_mistakes = Translated(MarkdownField(_("frequent mistakes"), blank=True))
    authors = ParentalManyToManyField(
        "organisations.Organisation", verbose_name=_("authors"), blank=True, related_name="authored_guides"
    )
    contributing_working_group = Translated(
        models.CharField(_("contributing working group"), max_length=150, blank=True)
    )
    version = models.CharField(_("version"), max_length=20, blank=True, help_text=_("For example 1.2."))
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    print_card = models.BooleanField(
        _("one-page card"), default=False, help_text=_("Offers the steps as a card of one A4 page to take along.")
    )

    edit_handler = guide_form

    class Meta:
        verbose_name = _("guide")
        verbose_name_plural = _("guides")

    @classmethod
    def for_reading(cls) -> models.QuerySet[Any]:
        facts = ("responsible_organisation", "responsible_kind", "form_fr", "form_nl", "provision__act")
        steps = Prefetch("steps", GuideStep.objects.select_related(*facts))
        return super().for_reading().prefetch_related(steps)

    def publication_problems(self) -> Iterator[tuple[str, str]]:
        yield from super().publication_problems()
        purpose, steps, questions = f"purpose_{languages.active()}", self.steps.all(), self.questions.all()
        rules = (
            (self.purpose, purpose, _("Say in at least one language what the guide helps to do.")),
            (steps, "steps", _("Describe at least one step.")),
            (all(step.heading for step in steps), "steps", _("Give each step a title in at least one language.")),
            (all(each.question for each in questions), "questions", _("Write each question in at least one language.")),
            (self.audience.all(), "audience", _("Say for whom the guide is.")),
            (self.legal_basis.all(), "legal_basis", _("Name the provisions that the guide rests on.")),
        )
        yield from ((place, message) for holds, place, message in rules if not holds)

    def texts_in(self, code: str) -> Iterator[Text]:
        yield in_language(self, "purpose", code)
        yield from super().texts_in(code)
        for step in self.steps.all():
            yield from (in_language(step, name, code) for name in ("heading", "text", "warning"))
        for question in self.questions.all():
            yield from (in_language(question, name, code) for name in ("question", "answer"))

    @property
    def reading_minutes(self) -> int:
        code = languages.active()
        return reading_minutes(self.texts_in(code), code)

    def _step_headings(self, code: str) -> Iterator[str]:
        return (getattr(step, f"heading_{code}") for step in self.steps.all())

    def search_projection(self, code: str) -> Projection | None:
        return Projection(
            title=getattr(self, f"heading_{code}"),
            lead="\n".join([getattr(self, f"summary_{code}"), self.reference, *self._step_headings(code)]),
            body="\n\n".join(plain(text) for text in self.texts_in(code) if text and text.language == code),
            kind=self.kind,
            themes=tuple(item.tag.slug for item in self.themed_items.all()),
            organisation=self.organisation.identifier if self.organisation else "",
            municipalities=tuple(each.nis for each in self.municipalities.all()),
            date=timezone.localdate(self.first_published_at) if self.first_published_at else None,
            audience=tuple(each.identifier for each in self.audience.all()),
        )


class GuideStep(Step):
    """One step: what to do, who is responsible, within which legal time limit, with which form."""

    page = ParentalKey(GuidePage, on_delete=models.CASCADE, related_name="steps")
    time_limit = Translated(models.CharField(_("legal time limit"), max_length=200, blank=True))
    warning = Translated(models.CharField(_("warning"), max_length=300, blank=True))
    provision = models.ForeignKey(
        "law.Provision", verbose_name=_("provision"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(Orderable.Meta):
        verbose_name = _("step")
        verbose_name_plural = _("steps")


class GuideQuestion(Orderable):
    """A question that people in the field ask, with its answer."""

    page = ParentalKey(GuidePage, on_delete=models.CASCADE, related_name="questions")
    question = Translated(models.CharField(_("question"), max_length=200, blank=True))
    answer = Translated(MarkdownField(_("answer"), blank=True))

    class Meta(Orderable.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return str(self.question)
