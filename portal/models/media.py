from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition

import languages
from languages.fields import Translated, field_names


class Licence(models.TextChoices):
    CC_BY = "CC-BY-4.0", "CC BY 4.0"
    CC_BY_SA = "CC-BY-SA-4.0", "CC BY-SA 4.0"
    CC0 = "CC0-1.0", "CC0 1.0"
    RESERVED = "reserved", _("all rights reserved")


class Measured:
    """A file whose size is known once it is saved: reading never writes, which would wait for the one writer."""

    def save(self, *args: Any, **kwargs: Any) -> None:
        if kwargs.get("update_fields") is None and self.file_size is None:
            self.file_size = self.get_file_size()
        super().save(*args, **kwargs)

    def get_file_size(self) -> int | None:
        """Return the size in bytes, None when the file is gone."""
        if self.file_size is not None:
            return self.file_size
        try:
            return self.file.size
        except OSError:
            return None


class PortalDocument(Measured, AbstractDocument):
    """A file for readers: its language, what it is, and whether everyone can read it."""

    class Kind(models.TextChoices):
        FORM = "form", _("form or template letter")
        NOTE = "note", _("note")
        SLIDES = "slides", _("slides")
        REPORT = "report", _("report")
        OTHER = "other", _("other")

    class Accessible(models.TextChoices):
        YES = "yes", _("yes")
        NO = "no", _("no")
        UNKNOWN = "unknown", _("not checked yet")

    language = models.CharField(_("language"), max_length=2, blank=True, choices=languages.CHOICES)
    kind = models.CharField(_("kind"), max_length=6, choices=Kind.choices, default=Kind.OTHER)
    version_date = models.DateField(_("date of this version"), null=True, blank=True)
    licence = models.CharField(_("licence"), max_length=12, choices=Licence.choices, default=Licence.CC_BY)
    accessible = models.CharField(
        _("accessible"),
        max_length=7,
        choices=Accessible.choices,
        default=Accessible.UNKNOWN,
        help_text=_("Can it be read with a screen reader: headings, reading order, alternative texts?"),
    )

    admin_form_fields = (
        "title",
        "file",
        "language",
        "kind",
        "version_date",
        "licence",
        "accessible",
        "collection",
        "tags",
    )

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")


class PortalImage(Measured, AbstractImage):
    """A picture with its credit, its rights and an alternative text per language."""

    credit = models.CharField(_("credit"), max_length=150, blank=True)
    rights_confirmed = models.BooleanField(
        _("image rights confirmed"),
        default=False,
        help_text=_("The people shown agreed, and the author allows its use."),
    )
    alt = Translated(models.CharField(_("alternative text"), max_length=250, blank=True))

    admin_form_fields = ("title", "file", "credit", "rights_confirmed", *field_names("alt"), "collection", "tags")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    @property
    def default_alt_text(self) -> str:
        return str(self.alt)


class PortalRendition(AbstractRendition):
    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="rendition_once")
        ]
