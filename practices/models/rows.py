"""The rows of a practice: steps, partners, results, building blocks."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from languages.fields import Translated, for_readers
from portal.markdown.fields import MarkdownField
from portal.models import Step
from practices.models.page import PracticePage


class PracticeStep(Step):
    """One step of how it works: what is done, by whom, how long it takes, with which document."""

    page = ParentalKey(PracticePage, on_delete=models.CASCADE, related_name="steps")
    duration = Translated(models.CharField(_("duration"), max_length=100, blank=True))

    class Meta(Orderable.Meta):
        verbose_name = _("step")
        verbose_name_plural = _("steps")


class PracticePartner(Orderable):
    """A body that takes part, with what it does."""

    page = ParentalKey(PracticePage, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="+"
    )
    role = Translated(models.CharField(_("role in the practice"), max_length=200, blank=True))

    class Meta(Orderable.Meta):
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        constraints = [models.UniqueConstraint(fields=["page", "organisation"], name="partner_once_per_practice")]

    def __str__(self) -> str:
        return str(self.organisation)


class PracticeResult(Orderable):
    """One figure: what was counted, how much, over which period, according to whom."""

    page = ParentalKey(PracticePage, on_delete=models.CASCADE, related_name="results")
    indicator = Translated(models.CharField(_("what was measured"), max_length=150, blank=True))
    value = models.CharField(_("value"), max_length=40, blank=True, help_text=_("For example 47, 12.5 or 30 → 12."))
    unit = Translated(models.CharField(_("unit"), max_length=60, blank=True))
    period = Translated(models.CharField(_("period"), max_length=80, blank=True))
    source = Translated(models.CharField(_("source"), max_length=200, blank=True))

    class Meta(Orderable.Meta):
        verbose_name = _("result")
        verbose_name_plural = _("results")

    def __str__(self) -> str:
        return str(self.indicator)


class BuildingBlock(Orderable):
    """A part that another service can take over as it is: a letter, a form, a way of working."""

    page = ParentalKey(PracticePage, on_delete=models.CASCADE, related_name="building_blocks")
    heading = Translated(models.CharField(_("building block"), max_length=120, blank=True))
    text = Translated(MarkdownField(_("what it is and how to use it"), blank=True))
    template = Translated(
        models.ForeignKey(
            "portal.PortalDocument",
            verbose_name=_("template"),
            null=True,
            blank=True,
            on_delete=models.PROTECT,
            related_name="+",
        ),
        attribute=False,
    )

    class Meta(Orderable.Meta):
        verbose_name = _("building block")
        verbose_name_plural = _("building blocks")

    def __str__(self) -> str:
        return str(self.heading)

    @property
    def templates(self) -> list[Any]:
        """The templates, the one in the active language first; one that serves both languages stands once."""
        return for_readers(self, "template")
