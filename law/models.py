"""Legal acts and their provisions, and the provisions that a record rests on."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable
from wagtail.search import index

from languages.fields import Translated, field_names


class Act(models.Model):
    """A code, law, ordinance or regulation."""

    title = Translated(models.CharField(_("title"), max_length=250, unique=True))
    acronym = Translated(models.CharField(_("acronym"), max_length=20, blank=True))

    class Meta:
        verbose_name = _("legal act")
        verbose_name_plural = _("legal acts")
        ordering = ["title_fr"]

    def __str__(self) -> str:
        return str(self.title)


class Provision(index.Indexed, models.Model):
    """An article of an act, or the act as a whole under its date."""

    identifier = models.SlugField(_("identifier"), unique=True)
    act = models.ForeignKey(Act, verbose_name=_("legal act"), on_delete=models.PROTECT, related_name="provisions")
    article = Translated(models.CharField(_("article or date"), max_length=120))
    url = Translated(models.URLField(_("address of the text"), max_length=300, blank=True))
    in_force_from = models.DateField(_("in force from"), null=True, blank=True)
    amended_on = models.DateField(
        _("amended on"),
        null=True,
        blank=True,
        help_text=_("Records that cite it and were verified before this date are to be verified again."),
    )
    note = models.TextField(_("internal note"), blank=True)

    search_fields = [
        *(index.SearchField(name) for name in field_names("article")),
        *(index.AutocompleteField(name) for name in field_names("article")),
        index.RelatedFields("act", [index.SearchField(name) for name in field_names("title")]),
    ]

    class Meta:
        verbose_name = _("legal provision")
        verbose_name_plural = _("legal provisions")
        ordering = ["identifier"]

    def __str__(self) -> str:
        return f"{self.act.title}, {self.article}"


class LegalBasis(Orderable):
    """A provision that a record rests on, with what it means there."""

    page = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="legal_basis")
    provision = models.ForeignKey(Provision, verbose_name=_("provision"), on_delete=models.PROTECT, related_name="uses")
    comment = Translated(models.CharField(_("what it means here"), max_length=300, blank=True))

    class Meta(Orderable.Meta):
        verbose_name = _("legal basis")
        verbose_name_plural = _("legal basis")

    def __str__(self) -> str:
        return str(self.provision)
