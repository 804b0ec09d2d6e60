"""What a practice refers to and the cell keeps: target groups, actions of the plan, contract objectives."""

from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from languages.fields import Translated

#: SQLite would take any number, PostgreSQL would refuse a long one only when it is written.
up_to_three_digits = MaxValueValidator(999)


class TargetGroup(models.Model):
    """Whom a practice is meant to help, or with whom it works."""

    identifier = models.SlugField(_("identifier"), unique=True)
    name = Translated(models.CharField(_("name"), max_length=120))
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("target group")
        verbose_name_plural = _("target groups")
        ordering = ["sort_order", "identifier"]

    def __str__(self) -> str:
        return str(self.name)


class PlanAction(models.Model):
    """An action of a housing plan of the Region; plans come and go, so that they are data."""

    identifier = models.SlugField(_("identifier"), unique=True)
    number = models.PositiveSmallIntegerField(_("number"), validators=[up_to_three_digits])
    title = Translated(models.CharField(_("title"), max_length=200))
    plan = Translated(models.CharField(_("plan"), max_length=150))

    class Meta:
        verbose_name = _("action of the plan")
        verbose_name_plural = _("actions of the plan")
        ordering = ["plan_fr", "number"]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class ContractObjective(models.Model):
    """An objective that a municipality can choose in its housing contract with the Region."""

    identifier = models.SlugField(_("identifier"), unique=True)
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True, validators=[up_to_three_digits])
    title = Translated(models.CharField(_("title"), max_length=200))
    chosen_by = models.ManyToManyField(
        "organisations.Organisation",
        verbose_name=_("chosen by"),
        blank=True,
        related_name="contract_objectives",
        limit_choices_to={"kind__identifier": "municipality"},
        help_text=_("The municipalities whose contract has this objective."),
    )

    class Meta:
        verbose_name = _("objective of the housing contract")
        verbose_name_plural = _("objectives of the housing contract")
        ordering = ["number", "identifier"]

    def __str__(self) -> str:
        return str(self.title)
