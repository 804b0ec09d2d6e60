from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from languages.fields import Translated


class Relation(Orderable):
    """One page says how it stands to another."""

    class Kind(models.TextChoices):
        RELATED = "related", _("same problem")
        BUILDS_ON = "builds_on", _("builds on")
        REPLACES = "replaces", _("replaces")
        ORIGIN = "origin", _("comes from")
        TAKEN_UP_BY = "taken_up_by", _("taken up by")
        MENTIONS = "mentions", _("mentions")

    FROM_TARGET: ClassVar[dict[str, Any]] = {
        Kind.BUILDS_ON: _("continued in"),
        Kind.REPLACES: _("replaced by"),
        Kind.ORIGIN: _("led to"),
        Kind.TAKEN_UP_BY: _("takes up"),
        Kind.MENTIONS: _("mentioned in"),
    }

    source = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="relations")
    target = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("record"), on_delete=models.CASCADE, related_name="incoming_relations"
    )
    kind = models.CharField(_("relation"), max_length=11, choices=Kind.choices, default=Kind.RELATED)

    class Meta(Orderable.Meta):
        verbose_name = _("relation")
        verbose_name_plural = _("relations")
        constraints = [models.UniqueConstraint(fields=["source", "target", "kind"], name="relation_once")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.target}"

    @property
    def label_from_target(self) -> str:
        """How the relation reads on the page at its other end."""
        return str(self.FROM_TARGET.get(self.kind, self.get_kind_display()))

    def clean(self) -> None:
        super().clean()
        if self.source_id and self.source_id == self.target_id:
            raise ValidationError({"target": _("A record cannot be related to itself.")})


class RecordFile(Orderable):
    """A file that a record offers; the language, the kind and the licence are the document's own."""

    page = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="files")
    document = models.ForeignKey(
        "portal.PortalDocument", verbose_name=_("file"), on_delete=models.PROTECT, related_name="record_files"
    )
    label = Translated(
        models.CharField(
            _("label"), max_length=150, blank=True, help_text=_("Left empty, the title of the file is shown.")
        )
    )

    class Meta(Orderable.Meta):
        verbose_name = _("file")
        verbose_name_plural = _("files")

    def __str__(self) -> str:
        return str(self.label or self.document.title)


class RecordLink(Orderable):
    """An address outside the portal that a record sends its readers to: a page, or a video."""

    class Kind(models.TextChoices):
        LINK = "link", _("web page")
        VIDEO = "video", _("video")

    page = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="links")
    kind = models.CharField(_("kind"), max_length=5, choices=Kind.choices, default=Kind.LINK)
    url = Translated(models.URLField(_("address"), max_length=300, blank=True))
    label = Translated(models.CharField(_("label"), max_length=150, blank=True))
    captions = models.BooleanField(
        _("the video has captions"), default=False, help_text=_("A recorded video may not be published without them.")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("link")
        verbose_name_plural = _("links")

    def __str__(self) -> str:
        return str(self.label or self.url)

    def clean(self) -> None:
        super().clean()
        if not self.url:
            raise ValidationError({"url_fr": _("Give the address in at least one language.")})
        if self.kind == self.Kind.VIDEO and not self.captions:
            raise ValidationError({"captions": _("A video needs captions: without them some readers are left out.")})


class RecordChange(Orderable):
    """What changed in a record, told to its readers in one sentence."""

    page = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="changes")
    changed_on = models.DateField(_("changed on"))
    sentence = Translated(models.CharField(_("what changed"), max_length=250, blank=True))

    class Meta(Orderable.Meta):
        verbose_name = _("change")
        verbose_name_plural = _("changes")

    def __str__(self) -> str:
        return str(self.sentence)
