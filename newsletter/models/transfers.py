"""What was brought into the list of subscribers, and what was taken out of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Transfer(models.Model):
    """One import or export: who, when, why, and which subscribers, by their pseudonyms.

    Should an exported file get lost, it says whom to tell.
    """

    class Kind(models.TextChoices):
        """Which way."""

        IMPORT = "import", _("import")
        EXPORT = "export", _("export")

    kind = models.CharField(_("kind"), max_length=6, choices=Kind.choices)
    at = models.DateTimeField(_("at"), default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, on_delete=models.SET_NULL)
    reason = models.CharField(_("reason or source"), max_length=250)
    number = models.PositiveIntegerField(_("subscribers"))
    sha256 = models.CharField(_("hash of the file"), max_length=64)
    subscribers = models.JSONField(default=list)

    class Meta:
        verbose_name = _("import or export of subscribers")
        verbose_name_plural = _("imports and exports of subscribers")
        ordering = ["-at", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {timezone.localtime(self.at):%Y-%m-%d %H:%M}"
