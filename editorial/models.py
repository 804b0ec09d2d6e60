"""What is known of the care for a record beside the record itself."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Verification(models.Model):
    """Somebody has looked whether a record still holds, against the law of which day; it is no edit of it."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="verifications")
    verified_on = models.DateField(_("verified on"))
    verified_by = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("verified by"), on_delete=models.PROTECT, related_name="+"
    )
    law_as_at = models.DateField(_("law as at"), null=True, blank=True)
    next_review = models.DateField(_("next review"), null=True, blank=True)
    note = models.CharField(_("internal note"), max_length=500, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("noted by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    noted_at = models.DateTimeField(_("noted at"), auto_now_add=True)

    class Meta:
        verbose_name = _("verification")
        verbose_name_plural = _("verifications")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.verified_on} {self.verified_by}"
