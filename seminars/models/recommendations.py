from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

import languages
from languages.fields import Translated, field_names
from portal.models import Address
from portal.models.addresses import url_of
from portal.published import Access, visible
from seminars import numbering
from seminars.models.choices import Priority, RecommendationState
from seminars.models.panel import PanelPage


class RecommendationQuerySet(models.QuerySet["Recommendation"]):
    def shown(self, access: Access) -> RecommendationQuerySet:
        """Keep those that have been published with a panel that may be seen, with its addresses, in one query."""
        rows = Address.objects.current().filter(page_id=OuterRef("panel_id"))
        names = zip(field_names("address"), languages.CODES, strict=True)
        addresses = {name: Subquery(rows.filter(language=code).values("path")[:1]) for name, code in names}
        panels = visible(PanelPage.objects.all(), access)
        kept = self.filter(panel__in=panels.values("pk"), reference__isnull=False).annotate(**addresses)
        return kept.select_related("addressee", "addressee_kind", "owner").order_by("reference")


class Recommendation(Orderable):
    """What a panel asks of somebody, and what became of it. It is taken out of sight only with its panel."""

    panel = ParentalKey(PanelPage, on_delete=models.CASCADE, related_name="recommendations")
    #: What makes a row the same one from draft to draft, before it has a reference.
    key = models.CharField(max_length=32, blank=True)
    reference = models.CharField(_("reference"), max_length=20, unique=True, null=True, blank=True, editable=False)
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True, editable=False)
    text = Translated(models.CharField(_("recommendation"), max_length=400, blank=True))
    addressee = models.ForeignKey(
        "organisations.Organisation",
        verbose_name=_("addressed to"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    addressee_kind = models.ForeignKey(
        "organisations.OrganisationKind",
        verbose_name=_("or kind of body"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    priority = models.CharField(_("priority"), max_length=6, choices=Priority.choices, default=Priority.NORMAL.value)
    owner = models.ForeignKey(
        "organisations.Organisation",
        verbose_name=_("followed up by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    due = models.DateField(_("due"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=8, choices=RecommendationState.choices, default=RecommendationState.OPEN.value
    )
    reason = Translated(
        models.CharField(
            _("reason"), max_length=300, blank=True, help_text=_("Why it was declined, or what was done about it.")
        )
    )
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    taken_up_by = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("taken up by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="recommendations_taken_up",
        help_text=_("The working group, the guide or the practice that makes something of it."),
    )

    objects = RecommendationQuerySet.as_manager()

    class Meta(Orderable.Meta):
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        constraints = [models.UniqueConstraint(fields=["panel", "number"], name="recommendation_number_once")]

    def __str__(self) -> str:
        return f"{self.reference or ''} {self.text}".strip()

    def clean(self) -> None:
        super().clean()
        if self.addressee_id and self.addressee_kind_id:
            raise ValidationError({"addressee_kind": _("Choose either one body or a kind of body.")})

    @property
    def addressed_to(self) -> Any:
        """The body, or the kind of body, that is asked to act."""
        return self.addressee or self.addressee_kind

    @property
    def is_overdue(self) -> bool:
        waiting = self.state in (RecommendationState.OPEN, RecommendationState.TAKEN_UP)
        return bool(waiting and self.due and self.due < timezone.localdate())

    @property
    def is_left_behind(self) -> bool:
        """Whether the record that took it up has been deleted since."""
        return self.state == RecommendationState.TAKEN_UP and self.taken_up_by_id is None

    @property
    def url(self) -> str | None:
        """The address in the active language; read with ``shown``, which knows that of the panel."""
        return self.url_in(languages.active())

    def url_in(self, code: str) -> str | None:
        path = vars(self).get(f"address_{code}")
        return url_of(code, f"{path}{numbering.segment(self.number, code)}/") if path and self.number else None


class RecommendationEvent(models.Model):
    """A publication that changed what became of a recommendation."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField(_("at"))
    state = models.CharField(_("state"), max_length=8, choices=RecommendationState.choices)
    reason = Translated(models.CharField(_("reason"), max_length=300, blank=True))

    class Meta:
        verbose_name = _("event of a recommendation")
        verbose_name_plural = _("events of recommendations")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.get_state_display()}"

    @property
    def day(self) -> date:
        """The day in Brussels."""
        return timezone.localdate(self.at)
