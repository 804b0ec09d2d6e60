from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Any, ClassVar

from django.db import models, transaction
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Substr
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable, Page, Revision

import languages
from languages.fields import Translated
from languages.text import Text
from portal.light_rows import with_joined_rows
from portal.markdown.fields import MarkdownField
from portal.models import Address, ContentPage
from portal.projection import Projection
from seminars import calendar, numbering, projections, reading, rules
from seminars.forms_admin import PanelForm
from seminars.models.choices import NoteState, PanelRole
from seminars.models.record import TimelyRecord
from seminars.models.seminar import SeminarPage
from seminars.panels import panel_form

JOINED = {
    "people": ("organisation", "person__organisation"),
    "recommendations": ("addressee", "addressee_kind", "owner"),
    "files": ("document",),
}


class PanelPage(TimelyRecord):
    """A discussion panel of a seminar: its question, the note of what was said, and its recommendations."""

    template = "seminars/panel_page.html"
    parent_page_types = ["seminars.SeminarPage"]
    subpage_types: list[str] = []
    is_creatable = True
    kind = "panel"
    reference_prefix = "PA"
    state_field = "note_state"
    contributed = True
    markdown_texts = ("findings", "agreement", "disagreement", "open_questions")
    light_rows = (*ContentPage.light_rows, "mentions")

    number = models.PositiveSmallIntegerField(_("number of the panel"), default=1)
    question = Translated(models.CharField(_("question discussed"), max_length=250, blank=True))
    findings = Translated(MarkdownField(_("findings"), blank=True))
    agreement = Translated(MarkdownField(_("points of agreement"), blank=True))
    disagreement = Translated(MarkdownField(_("points of disagreement"), blank=True))
    open_questions = Translated(MarkdownField(_("open questions"), blank=True))
    note_state = models.CharField(
        _("state of the note"), max_length=5, choices=NoteState.choices, default=NoteState.DRAFT.value
    )
    #: The last number given to a recommendation: a number that was taken out is not given again.
    last_number = models.PositiveSmallIntegerField(default=0, editable=False)

    OF_THE_PAGE: ClassVar[tuple[str, ...]] = (*ContentPage.OF_THE_PAGE, "last_number")

    base_form_class = PanelForm
    edit_handler = panel_form
    exclude_fields_in_copy = [*ContentPage.exclude_fields_in_copy, "last_number"]

    class Meta:
        verbose_name = _("discussion panel")
        verbose_name_plural = _("discussion panels")

    @cached_property
    def seminar(self) -> SeminarPage | None:
        """The seminar that the panel is part of; None for a new panel that nobody has put anywhere yet."""
        above = self.path[: -Page.steplen] if self.path else None
        pages = SeminarPage.objects.annotate(**Address.objects.of_pages())
        return pages.filter(path=above).first() if above else None

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        # Saving a draft writes a few columns of the page only, whatever the rows in memory are.
        claimed = [] if kwargs.get("update_fields") else numbering.settle(self)
        super().save(*args, **kwargs)
        numbering.belong(claimed, self)

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        numbering.give_keys(self)
        return super().save_revision(*args, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> PanelPage:
        page = super().with_content_json(content)
        numbering.recall(page)
        return page

    @classmethod
    def for_reading(cls) -> models.QuerySet[Any]:
        above = SeminarPage.objects.filter(path=Substr(OuterRef("path"), 1, Page.steplen * 4))
        pages = super().for_reading().annotate(seminar_starts_at=Subquery(above.values("starts_at")[:1]))
        return with_joined_rows(pages, JOINED)

    def publication_problems(self) -> Iterator[tuple[str, Any]]:
        yield from super().publication_problems()
        yield from rules.of_panel(self)

    def texts_in(self, code: str) -> Iterator[Text]:
        yield from projections.texts(self, projections.PANEL, code)

    def search_projection(self, code: str) -> Projection | None:
        starts = vars(self).get("seminar_starts_at") or (self.seminar and self.seminar.starts_at)
        day = timezone.localdate(starts) if starts else None
        return projections.project(self, projections.PANEL, code, state=self.note_state, day=day)

    def url_of(self, reference: str) -> str | None:
        row = self.recommendations.filter(reference=reference).first()
        return self.url_below(numbering.segment(row.number, languages.active())) if row and self.url else self.url

    @classmethod
    def answers_below(cls, rest: str) -> bool:
        return rest == calendar.PANEL_FILE or numbering.number_in(rest) is not None

    @classmethod
    def paths_below(cls, access: Any) -> Iterable[tuple[dict[str, str], datetime | None]]:
        return reading.recommendation_paths(access)

    @classmethod
    def urls_of_parts(cls, references: Collection[str], code: str, access: Any) -> dict[str, str]:
        return reading.recommendation_urls(references, code, access)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not args:
            return super().serve(request, *args, **kwargs)
        if args[0] == calendar.PANEL_FILE:
            return calendar.response([calendar.of_panel(self)], calendar.PANEL_FILE)
        return reading.recommendation_page(self, request, *args)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), **reading.of_panel(self, request)}


class PanelPerson(Orderable):
    """Somebody with a part in the panel, known by function; by name only while a consent covers it."""

    panel = ParentalKey(PanelPage, on_delete=models.CASCADE, related_name="people")
    role = models.CharField(_("part in the panel"), max_length=10, choices=PanelRole.choices, default=PanelRole.EXPERT)
    person = models.ForeignKey(
        "organisations.Person",
        verbose_name=_("person"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Readers see the name only while a recorded consent covers it; else the function."),
    )
    organisation = models.ForeignKey(
        "organisations.Organisation",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    function = Translated(models.CharField(_("function"), max_length=150, blank=True))

    class Meta(Orderable.Meta):
        verbose_name = _("person with a part in the panel")
        verbose_name_plural = _("people with a part in the panel")

    def __str__(self) -> str:
        return str(self.function) or self.get_role_display()

    @property
    def name(self) -> str:
        """The name of the person, for as long as it may be shown."""
        return self.person.name if self.person and self.person.is_shown else ""

    @property
    def function_shown(self) -> Any:
        """The function in the panel, else the one of the person."""
        return self.function or (self.person.function if self.person else self.function)

    @property
    def body(self) -> Any:
        return self.organisation or (self.person.organisation if self.person else None)


class PanelMention(Orderable):
    """A practice that was mentioned: a record, or a text while it waits to be documented."""

    panel = ParentalKey(PanelPage, on_delete=models.CASCADE, related_name="mentions")
    text = Translated(models.CharField(_("practice mentioned"), max_length=250, blank=True))
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("record"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta(Orderable.Meta):
        verbose_name = _("practice mentioned")
        verbose_name_plural = _("practices mentioned")

    def __str__(self) -> str:
        return str(self.text or self.page or "")
