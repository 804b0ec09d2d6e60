from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField

from languages.fields import Translated
from languages.text import Text
from portal.directory.paths import in_each_language
from portal.facets import ORGANISATION, ChoiceFacet, YearFacet
from portal.markdown.fields import MarkdownField
from portal.models import IndexPage
from portal.projection import Projection
from seminars import calendar, projections, reading, rules
from seminars.models.choices import WITH_OUTPUTS, LanguageRegime, SeminarState
from seminars.models.record import TimelyRecord
from seminars.panels import seminar_form

JOINED = {"participation": ("kind",), "photos": ("image",)}


class SeminarIndexPage(IndexPage):
    """The list of the seminars, with filters."""

    subpage_types = ["seminars.SeminarPage"]
    facets = (YearFacet("starts_at"), ChoiceFacet("state"), ORGANISATION)
    order = ("-starts_at", "-pk")

    class Meta:
        verbose_name = _("list of seminars")
        verbose_name_plural = _("lists of seminars")

    @classmethod
    def default_texts(cls) -> dict[str, str]:
        return {
            "heading_fr": "Séminaires",
            "heading_nl": "Seminaries",
            "slug_fr": "seminaires",
            "slug_nl": "seminaries",
        }

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        return "seminars/index_page.html"


class SeminarPage(TimelyRecord):
    """A seminar: first an invitation, then what it brought and what became of its recommendations."""

    template = "seminars/seminar_page.html"
    parent_page_types = ["seminars.SeminarIndexPage"]
    subpage_types = ["seminars.PanelPage"]
    is_creatable = True
    kind = "seminar"
    reference_prefix = "SE"
    state_field = "state"
    markdown_texts = ("body", "opening", "closing")
    # The links stand with those of the panels.
    light_rows = (
        *("municipalities", "changes", "aims", "programme", "takeaways"),
        *("partners", "participating_organisations", *JOINED),
    )
    light_joins = JOINED

    state = models.CharField(
        _("state"), max_length=17, choices=SeminarState.choices, default=SeminarState.ANNOUNCED.value
    )
    starts_at = models.DateTimeField(_("starts at"), null=True)
    ends_at = models.DateTimeField(_("ends at"), null=True)
    place = Translated(models.CharField(_("place"), max_length=150, blank=True))
    place_address = Translated(models.CharField(_("address of the place"), max_length=200, blank=True))
    place_access = Translated(
        models.CharField(
            _("how to get there"),
            max_length=300,
            blank=True,
            help_text=_("Public transport, level entrance, hearing loop."),
        )
    )
    online_link = models.URLField(_("address to follow online"), max_length=300, blank=True)
    registration_link = models.URLField(_("address to register"), max_length=300, blank=True)
    language_regime = models.CharField(
        _("languages spoken"), max_length=4, choices=LanguageRegime.choices, default=LanguageRegime.BOTH.value
    )
    interpretation = models.BooleanField(_("with interpretation"), default=False)
    partners = ParentalManyToManyField(
        "organisations.Organisation", verbose_name=_("partners"), blank=True, related_name="+"
    )
    previous = models.ForeignKey(
        "self",
        verbose_name=_("previous seminar of the series"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="next_seminars",
    )
    participants_total = models.PositiveIntegerField(_("number of participants"), null=True, blank=True)
    participating_organisations = ParentalManyToManyField(
        "organisations.Organisation", verbose_name=_("organisations that took part"), blank=True, related_name="+"
    )
    opening = Translated(MarkdownField(_("opening words"), blank=True))
    closing = Translated(MarkdownField(_("closing words"), blank=True))
    body = Translated(
        MarkdownField(_("synthesis"), blank=True, help_text=_("What somebody who was not there must know: one screen."))
    )
    survey_summary = Translated(models.CharField(_("what the participants thought"), max_length=600, blank=True))

    edit_handler = seminar_form

    class Meta:
        verbose_name = _("seminar")
        verbose_name_plural = _("seminars")

    def clean(self) -> None:
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("It must end after it starts.")})
        if self.pk and self.previous_id == self.pk:
            raise ValidationError({"previous": _("A seminar does not come before itself.")})

    @property
    def day(self) -> date | None:
        """The day on which it starts, in Brussels."""
        return timezone.localdate(self.starts_at) if self.starts_at else None

    @property
    def has_outputs(self) -> bool:
        return self.state in WITH_OUTPUTS

    def publication_problems(self) -> Iterator[tuple[str, Any]]:
        yield from super().publication_problems()
        yield from rules.of_seminar(self)

    def texts_in(self, code: str) -> Iterator[Text]:
        yield from projections.texts(self, projections.SEMINAR, code)

    def search_projection(self, code: str) -> Projection | None:
        return projections.project(self, projections.SEMINAR, code, state=self.state, day=self.day)

    @classmethod
    def answers_below(cls, rest: str) -> bool:
        return rest == calendar.SEMINAR_FILE

    @classmethod
    def paths_below(cls, access: Any) -> Iterable[tuple[dict[str, str], datetime | None]]:
        # The list of what all seminars recommended is below none of them.
        yield in_each_language("recommendations"), None

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if args:
            return calendar.response([calendar.of_seminar(self)], calendar.SEMINAR_FILE)
        response: Any = super().serve(request, *args, **kwargs)
        now = response.context_data["now"]
        if now:
            response.holds_until = now.until
        return response

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), **reading.of_seminar(self, request)}
