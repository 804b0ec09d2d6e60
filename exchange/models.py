from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

import languages


class ImportedRecord(models.Model):
    """Under which name a bundle brought a page, so that the next import finds the page that has no reference there."""

    name = models.CharField(_("name in the bundle"), max_length=200, unique=True)
    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="imported_record")

    class Meta:
        verbose_name = _("imported record")
        verbose_name_plural = _("imported records")

    def __str__(self) -> str:
        return self.name


class WordImport(models.Model):
    """A Word file on its way to a draft: the row is the truth, a worker only acts on it.

    ``content`` is emptied when the work is done; ``above`` holds a new draft, ``target`` gets what it lacks instead.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        DONE = "done", _("done")
        REFUSED = "refused", _("refused")

    kind = models.CharField(max_length=20)
    language = models.CharField(_("language of the file"), max_length=2, choices=languages.CHOICES)
    name = models.CharField(_("file"), max_length=255)
    content = models.BinaryField(null=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    #: The language of the report.
    told_in = models.CharField(max_length=10)
    above = models.ForeignKey("wagtailcore.Page", null=True, on_delete=models.CASCADE, related_name="+")
    target = models.ForeignKey("wagtailcore.Page", null=True, on_delete=models.CASCADE, related_name="+")
    page = models.ForeignKey("wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    report = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("Word file to import")
        verbose_name_plural = _("Word files to import")
        indexes = [models.Index(fields=["state", "created_at"], name="wordimport_waiting")]

    def __str__(self) -> str:
        return self.name
