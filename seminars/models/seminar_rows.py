"""The rows of a seminar: aims, programme, participation, what to take away, photos."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from languages.fields import Translated
from seminars.models.choices import ProgrammeKind
from seminars.models.panel import PanelPage
from seminars.models.seminar import SeminarPage


class SeminarAim(Orderable):
    """One thing that the seminar is held for."""

    page = ParentalKey(SeminarPage, on_delete=models.CASCADE, related_name="aims")
    text = Translated(models.CharField(_("aim"), max_length=250, blank=True))

    class Meta(Orderable.Meta):
        verbose_name = _("aim")
        verbose_name_plural = _("aims")

    def __str__(self) -> str:
        return str(self.text)


class ProgrammeItem(Orderable):
    """One item of the day: when, what, who speaks."""

    page = ParentalKey(SeminarPage, on_delete=models.CASCADE, related_name="programme")
    start = models.TimeField(_("from"), null=True, blank=True)
    end = models.TimeField(_("until"), null=True, blank=True)
    heading = Translated(models.CharField(_("item"), max_length=150, blank=True))
    kind = models.CharField(_("kind"), max_length=7, choices=ProgrammeKind.choices, default=ProgrammeKind.PLENARY.value)
    panel = models.ForeignKey(
        PanelPage,
        verbose_name=_("discussion panel"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="programme_items",
    )
    speakers = Translated(
        models.CharField(
            _("speakers"),
            max_length=250,
            blank=True,
            help_text=_("By function and organisation; a name only with the person's consent."),
        )
    )

    class Meta(Orderable.Meta):
        verbose_name = _("programme item")
        verbose_name_plural = _("programme items")

    def __str__(self) -> str:
        return str(self.heading)

    def clean(self) -> None:
        super().clean()
        if self.start and self.end and self.end <= self.start:
            raise ValidationError({"end": _("It must end after it starts.")})


class Participation(Orderable):
    """How many came from one kind of organisation; who they were is kept nowhere."""

    page = ParentalKey(SeminarPage, on_delete=models.CASCADE, related_name="participation")
    kind = models.ForeignKey(
        "organisations.OrganisationKind",
        verbose_name=_("kind of organisation"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    number = models.PositiveIntegerField(_("number of participants"))

    class Meta(Orderable.Meta):
        verbose_name = _("participation")
        verbose_name_plural = _("participation")
        constraints = [models.UniqueConstraint(fields=["page", "kind"], name="participation_once_per_kind")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.number}"


class Takeaway(Orderable):
    """One of the few sentences that remain of a seminar."""

    page = ParentalKey(SeminarPage, on_delete=models.CASCADE, related_name="takeaways")
    text = Translated(models.CharField(_("what we take away"), max_length=300, blank=True))

    class Meta(Orderable.Meta):
        verbose_name = _("takeaway")
        verbose_name_plural = _("takeaways")

    def __str__(self) -> str:
        return str(self.text)


class SeminarPhoto(Orderable):
    """A photo of the day; its credit, rights and description are the image's own."""

    page = ParentalKey(SeminarPage, on_delete=models.CASCADE, related_name="photos")
    image: Any = models.ForeignKey(
        "portal.PortalImage", verbose_name=_("photo"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta(Orderable.Meta):
        verbose_name = _("photo")
        verbose_name_plural = _("photos")

    def __str__(self) -> str:
        return str(self.image)
