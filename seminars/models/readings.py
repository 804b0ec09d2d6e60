"""The panel reads the draft of its note: who was asked, and what each said about which paragraph."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

import languages
from seminars.models.panel import PanelPage


class PanelReader(models.Model):
    """Somebody of the panel who was sent a link to the draft; nobody needs an account to read it.

    Only the hash of the key in the link is kept. A new link takes the place of the one before.
    """

    panel = models.ForeignKey(PanelPage, on_delete=models.CASCADE, related_name="readers")
    name = models.CharField(_("name"), max_length=120)
    address = models.EmailField(_("e-mail address"))
    language = models.CharField(_("language"), max_length=2, choices=languages.CHOICES)
    key_hash = models.CharField(max_length=64, unique=True, editable=False)
    asked_at = models.DateTimeField(_("asked at"))
    until = models.DateTimeField(_("may read until"))
    revoked_at = models.DateTimeField(_("link taken back at"), null=True, blank=True)
    finished_at = models.DateTimeField(_("has read it at"), null=True, blank=True)

    class Meta:
        verbose_name = _("reader of a draft")
        verbose_name_plural = _("readers of a draft")
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["panel", "address"], name="reader_once_per_panel")]

    def __str__(self) -> str:
        return self.name

    @property
    def may_read(self) -> bool:
        return self.revoked_at is None and self.until > timezone.now()


class ReaderComment(models.Model):
    """What a reader says about a paragraph; ``quote`` keeps its words, ``anchor`` changes when the paragraph does."""

    reader = models.ForeignKey(PanelReader, on_delete=models.CASCADE, related_name="comments")
    anchor = models.CharField(max_length=40)
    quote = models.CharField(_("paragraph"), max_length=300)
    text = models.TextField(_("comment"), max_length=2000)
    at = models.DateTimeField(_("written at"), auto_now_add=True)
    resolved_at = models.DateTimeField(_("resolved at"), null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("comment of a reader")
        verbose_name_plural = _("comments of readers")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:60]
