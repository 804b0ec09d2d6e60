from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField

from languages.text import Text
from portal.models import ContentPage
from portal.projection import Projection
from portal.renditions import rendition_of
from practices import projection, reading, rules
from practices.forms_admin import PracticeForm
from practices.models.choices import Nature, Origin, State
from practices.models.quality import PracticeQuality
from practices.models.reference import ContractObjective, PlanAction, TargetGroup
from practices.models.texts import PracticeTexts
from practices.panels import practice_form


class PracticePage(PracticeTexts, PracticeQuality, ContentPage):
    """A good practice: a problem, what was done about it, what came of it, and what others can take over."""

    template = "practices/practice_page.html"
    parent_page_types = ["practices.PracticeIndexPage"]
    subpage_types: list[str] = []
    is_creatable = True
    kind = "practice"
    reference_prefix = "BP"
    state_field = "state"
    contributed = True
    markdown_texts = (
        "problem",
        "how_it_works",
        "resources",
        "results_explained",
        "difficulties",
        "what_did_not_work",
        "conditions",
        "transfer",
    )
    light_rows = (*ContentPage.light_rows, "results", "target_groups")

    state = models.CharField(_("state"), max_length=7, blank=True, choices=State.choices)
    nature = models.CharField(_("nature"), max_length=13, blank=True, choices=Nature.choices)
    target_groups = ParentalManyToManyField(
        TargetGroup, verbose_name=_("target groups"), blank=True, related_name="practices"
    )
    started_on = models.DateField(_("since"), null=True, blank=True, help_text=_("Any day of the month."))
    ended_on = models.DateField(_("until"), null=True, blank=True, help_text=_("Any day of the month."))
    image = models.ForeignKey(
        "portal.PortalImage",
        verbose_name=_("image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    plan_action = models.ForeignKey(
        PlanAction,
        verbose_name=_("action of the plan"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="practices",
    )
    contract_objective = models.ForeignKey(
        ContractObjective,
        verbose_name=_("objective of the housing contract"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="practices",
    )
    origin = models.CharField(_("where it was first told"), max_length=13, blank=True, choices=Origin.choices)

    base_form_class = PracticeForm
    edit_handler = practice_form
    # A copy is a practice that nobody has approved or examined.
    exclude_fields_in_copy = [
        *ContentPage.exclude_fields_in_copy,
        "submitted_on",
        "approved_by",
        "approved_on",
        "validated_on",
    ]

    class Meta:
        verbose_name = _("good practice")
        verbose_name_plural = _("good practices")

    def clean(self) -> None:
        super().clean()
        for name in ("started_on", "ended_on"):
            if day := getattr(self, name):
                setattr(self, name, day.replace(day=1))
        if self.started_on and self.ended_on and self.ended_on < self.started_on:
            raise ValidationError({"ended_on": _("It cannot have ended before it started.")})

    @classmethod
    def for_reading(cls) -> models.QuerySet[Any]:
        return reading.whole(super().for_reading())

    @property
    def picture(self) -> Any:
        """The image as the page shows it, or None."""
        return self.image and rendition_of(self.image)

    def publication_problems(self) -> Iterator[tuple[str, str]]:
        yield from super().publication_problems()
        yield from rules.publication_problems(self)
        if self.validated_on:
            yield from self.validation_problems()

    def validation_problems(self) -> Iterator[tuple[str, str]]:
        """Yield (field or child relation, message) for what the practice does not tell yet to be validated."""
        yield from rules.validation_problems(self)

    def texts_in(self, code: str) -> Iterator[Text]:
        yield from projection.texts(self, code)

    def search_projection(self, code: str) -> Projection | None:
        return projection.project(self, code)
