"""The bodies that make housing policy work, their kinds, and the 19 municipalities."""

from __future__ import annotations

import re
from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable
from wagtail.search import index

import languages
from languages.fields import Translated, field_names


class OrganisationKind(models.Model):
    """A kind of body, with its generic name: municipality, social landlord, CPAS/OCMW …"""

    identifier = models.SlugField(_("identifier"), unique=True)
    name = Translated(models.CharField(_("name"), max_length=150))
    acronym = Translated(models.CharField(_("acronym"), max_length=20, blank=True))

    class Meta:
        verbose_name = _("kind of organisation")
        verbose_name_plural = _("kinds of organisation")
        ordering = ["identifier"]

    def __str__(self) -> str:
        return str(self.name)


class Municipality(models.Model):
    """One of the 19 municipalities of the Region, known by its NIS code."""

    nis = models.CharField(_("NIS code"), max_length=5, unique=True)
    name = Translated(models.CharField(_("name"), max_length=100))
    postcodes = models.CharField(_("postcodes"), max_length=40, help_text=_("Separated by semicolons."))
    housing_contract_signed_by_2023 = models.BooleanField(_("housing contract signed by 2023"), default=False)

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        ordering = ["nis"]

    def __str__(self) -> str:
        return str(self.name)


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def replacements(self) -> dict[int, int | None]:
        """Return the key of what replaced each organisation that was merged or renamed."""
        return dict(self.order_by().filter(replaced_by__isnull=False).values_list("pk", "replaced_by_id"))


class Organisation(index.Indexed, ClusterableModel):
    """A body that works in the field. Contacts are functional mailboxes, never a person's."""

    class State(models.TextChoices):
        ACTIVE = "active", _("active")
        MERGED = "merged", _("merged")
        RENAMED = "renamed", _("renamed")

    identifier = models.SlugField(_("identifier"), unique=True)
    kind = models.ForeignKey(
        OrganisationKind, verbose_name=_("kind"), on_delete=models.PROTECT, related_name="organisations"
    )
    name = Translated(models.CharField(_("official name"), max_length=200))
    acronym = Translated(models.CharField(_("acronym"), max_length=60, blank=True))
    parent = models.ForeignKey(
        "self", verbose_name=_("parent body"), null=True, blank=True, on_delete=models.PROTECT, related_name="bodies"
    )
    municipality = models.ForeignKey(
        Municipality,
        verbose_name=_("municipality served"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="organisations",
    )
    website = Translated(models.URLField(_("website"), blank=True))
    role = Translated(models.CharField(_("role in the field"), max_length=250, blank=True))
    mailbox = models.EmailField(_("functional mailbox"), blank=True)
    telephone = models.CharField(_("service telephone"), max_length=30, blank=True)
    enterprise_number = models.CharField(
        _("enterprise number (BCE/KBO)"),
        max_length=12,
        blank=True,
        validators=[RegexValidator(re.compile(r"[01]\d{3}\.\d{3}\.\d{3}\Z"), _("Ten digits, as in 0207.373.429."))],
    )
    wikidata = models.CharField(
        _("Wikidata identifier"),
        max_length=20,
        blank=True,
        validators=[RegexValidator(re.compile(r"Q[1-9]\d*\Z"), _("A Q and a number, as in Q239."))],
    )
    contract_signed_on = models.DateField(
        _("housing contract signed on"),
        null=True,
        blank=True,
        help_text=_("For a municipality that has a contract with the Region."),
    )
    mail_language = models.CharField(
        _("language of the mails"),
        max_length=2,
        blank=True,
        choices=languages.CHOICES,
        help_text=_("In which language the body is written to; without one, in both."),
    )
    logo = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown on the page of the organisation, as large as it is drawn and never wider than 240 pixels."),
    )
    note = models.TextField(_("internal note"), blank=True)
    state = models.CharField(_("state"), max_length=7, choices=State.choices, default=State.ACTIVE)
    replaced_by = models.ForeignKey(
        "self", verbose_name=_("replaced by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="replaces"
    )

    objects = OrganisationQuerySet.as_manager()
    search_fields = [
        *(index.SearchField(name) for text in ("name", "acronym") for name in field_names(text)),
        *(index.AutocompleteField(name) for text in ("name", "acronym") for name in field_names(text)),
        index.RelatedFields("former_names", [index.SearchField("name")]),
    ]

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["identifier"]

    def __str__(self) -> str:
        return f"{self.name} ({self.acronym})" if self.acronym else str(self.name)

    @property
    def mail_languages(self) -> tuple[str, ...]:
        """The languages in which the body is written to."""
        return (self.mail_language,) if self.mail_language else languages.CODES

    @property
    def is_replaced(self) -> bool:
        """Whether authors should choose another body."""
        return self.state != self.State.ACTIVE

    def clean(self) -> None:
        super().clean()
        if self.enterprise_number and not _has_check_digits(self.enterprise_number):
            raise ValidationError(
                {"enterprise_number": _("This is no enterprise number: its last two digits are wrong.")}
            )
        if self.replaced_by_id and self.state == self.State.ACTIVE:
            raise ValidationError({"replaced_by": _("An active organisation is not replaced by another one.")})
        if self.pk and self.parent_id == self.pk:
            raise ValidationError({"parent": _("An organisation cannot be its own parent body.")})


def _has_check_digits(number: str) -> bool:
    digits = re.sub(r"\D", "", number)
    # How many digits there are is the matter of the validator, which has spoken by then.
    return len(digits) != 10 or 97 - int(digits[:8]) % 97 == int(digits[8:])


class FormerName(Orderable):
    """A name that people still type: search finds the organisation by it."""

    organisation = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="former_names")
    name = models.CharField(_("former name"), max_length=200)
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("former name")
        verbose_name_plural = _("former names")

    def __str__(self) -> str:
        return self.name


class PersonQuerySet(models.QuerySet["Person"]):
    def shown(self, on: date | None = None) -> PersonQuerySet:
        """Return the persons whose consent covers being named on that day, today when none is given."""
        day = on or timezone.localdate()
        return self.filter(Q(hide_after=None) | Q(hide_after__gte=day), consent_on__lte=day)


class Person(models.Model):
    """Somebody named on a record, for as long as the consent that was given says; functional contacts come first."""

    name = models.CharField(_("name"), max_length=120)
    function = Translated(models.CharField(_("function"), max_length=150, blank=True))
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    consent_on = models.DateField(
        _("consent given on"),
        null=True,
        blank=True,
        help_text=_("Without a recorded consent the name is shown to nobody outside the admin."),
    )
    consent_scope = models.CharField(
        _("what the consent covers"),
        max_length=250,
        blank=True,
        help_text=_("For example: name and function on the page of the seminar of 5 October 2022."),
    )
    hide_after = models.DateField(
        _("hide after"), null=True, blank=True, help_text=_("From the next day on, readers no longer see the name.")
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("persons")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.consent_on and not self.consent_scope:
            raise ValidationError({"consent_scope": _("Say what the person agreed to.")})
        if self.consent_on and self.hide_after and self.hide_after < self.consent_on:
            raise ValidationError({"hide_after": _("This date is before the consent.")})

    @property
    def is_shown(self) -> bool:
        """Whether readers may see the name today."""
        today = timezone.localdate()
        return bool(self.consent_on and self.consent_on <= today and (not self.hide_after or today <= self.hide_after))
