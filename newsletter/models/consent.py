"""The proof of consent: which words were shown, and what became of it. Neither is ever changed."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

import languages


class NeverChanged(Exception):
    """Somebody tried to change or delete what proves a consent."""


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """Rows are added and read; the two ways out are those that the periods of keeping ask for."""

    def update(self, **fields: Any) -> int:
        raise NeverChanged(self.model._meta.label)

    def delete(self) -> tuple[int, dict[str, int]]:
        raise NeverChanged(self.model._meta.label)

    def bulk_update(self, *args: Any, **kwargs: Any) -> int:
        raise NeverChanged(self.model._meta.label)


class AppendOnly(models.Model):
    """A row that is written once."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise NeverChanged(self._meta.label)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise NeverChanged(self._meta.label)


class Purpose(models.TextChoices):
    """What a consent is for."""

    NEWSLETTER = "newsletter", _("newsletter")


class ConsentText(AppendOnly):
    """The words that somebody agrees to, in one language. A newer version takes their place; the old ones stay."""

    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose.choices, default=Purpose.NEWSLETTER)
    language = models.CharField(_("language"), max_length=2, choices=languages.CHOICES)
    version = models.PositiveIntegerField(_("version"), editable=False)
    text = models.TextField(_("words"))
    sha256 = models.CharField(_("hash of the words"), max_length=64, editable=False)
    valid_from = models.DateTimeField(_("in force from"), default=timezone.now, editable=False)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = _("wording of the consent")
        verbose_name_plural = _("wordings of the consent")
        ordering = ["purpose", "language", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["purpose", "language", "version"], name="consent_text_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.language} {self.version}"

    def clean(self) -> None:
        super().clean()
        if not self.text.strip():
            raise ValidationError({"text": _("Write the words that people agree to.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Give the words their number and hash."""
        if self._state.adding:
            last = ConsentText.objects.filter(purpose=self.purpose, language=self.language).order_by("-version").first()
            self.version = last.version + 1 if last else 1
            self.sha256 = sha256(self.text.encode()).hexdigest()
        super().save(*args, **kwargs)


class ConsentEventQuerySet(AppendOnlyQuerySet):
    def forget_networks(self, before: datetime) -> int:
        """Empty the networks that are older than they can be of use; nothing else of a row changes."""
        return models.QuerySet.update(self.filter(at__lt=before).exclude(network=None), network=None)

    def forget(self) -> int:
        """Delete the rows of this queryset, the proof being no longer needed."""
        return models.QuerySet.delete(self)[0]


class ConsentEvent(AppendOnly):
    """One step of one person's consent. The person is a pseudonym, and no key of another row: proof outlives both."""

    class Event(models.TextChoices):
        """What happened."""

        REQUEST = "request", _("asked for")
        CONFIRM = "confirm", _("confirmed")
        CHANGE = "change", _("changed")
        WITHDRAW = "withdraw", _("withdrawn")
        IMPORT = "import", _("imported")
        ERASE = "erase", _("erased")

    subscriber_uuid = models.UUIDField(_("subscriber"), db_index=True)
    event = models.CharField(_("event"), max_length=8, choices=Event.choices)
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose.choices, default=Purpose.NEWSLETTER)
    wording = models.ForeignKey(
        ConsentText, verbose_name=_("wording"), null=True, on_delete=models.PROTECT, related_name="events"
    )
    language = models.CharField(_("language"), max_length=2, choices=languages.CHOICES)
    themes = models.JSONField(_("themes"), default=list)
    frequency = models.CharField(_("how often"), max_length=7, blank=True)
    source = models.CharField(_("source"), max_length=200)
    at = models.DateTimeField(_("at"), default=timezone.now, db_index=True)
    #: The date that an import states: the consent was given elsewhere before.
    given_on = models.DateField(_("given on"), null=True)
    # /24 or /48: enough to tell a robot from a person, and forgotten after a month.
    network = models.CharField(_("network"), max_length=45, null=True)  # noqa: DJ001

    objects = ConsentEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("step of a consent")
        verbose_name_plural = _("steps of consents")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.subscriber_uuid} {self.event}"
