"""What is sent to many: the send with its state, its frozen words, and one row for each person."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

import languages
from mail.models import Outgoing
from newsletter.models.issues import IssuePage
from newsletter.models.subscriber import Frequency, Subscriber


class Send(models.Model):
    """One sending to many. Every change of its state is one UPDATE that says where it starts from."""

    class Kind(models.TextChoices):
        ISSUE = "issue", _("newsletter")
        DIGEST = "digest", _("digest")

    class State(models.TextChoices):
        """Where it stands; the ways between are in newsletter/send_states.py."""

        READY = "ready", _("approved")
        SCHEDULED = "scheduled", _("scheduled")
        MISSED = "missed", _("missed its time")
        SENDING = "sending", _("being sent")
        PAUSED = "paused", _("paused")
        SENT = "sent", _("sent")
        CANCELLED = "cancelled", _("cancelled")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    issue = models.ForeignKey(IssuePage, null=True, on_delete=models.SET_NULL, related_name="sends")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.READY)
    version = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(default=timezone.now)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("approved by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="approved_sends",
    )
    scheduled_at = models.DateTimeField(_("to be sent on"), null=True)
    started_at = models.DateTimeField(_("begun"), null=True)
    ended_at = models.DateTimeField(_("ended"), null=True)
    paused_reason = models.CharField(_("why it is paused"), max_length=500, blank=True)
    # Where it was approved: a copy of the database in another place does not send it.
    site = models.CharField(max_length=200)
    # What became of it, once the rows of the persons are gone.
    totals: models.JSONField[dict[str, int]] = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("sending of a newsletter")
        verbose_name_plural = _("sendings of newsletters")
        ordering: ClassVar[list[str]] = ["-pk"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["issue"],
                condition=Q(kind="issue") & ~Q(state="cancelled"),
                name="newsletter_one_send_per_issue",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Rendering(models.Model):
    """The words of a send in one language, as approved; a digest has one for each selection of records."""

    send = models.ForeignKey(Send, on_delete=models.CASCADE, related_name="renderings")
    language = models.CharField(max_length=2, choices=languages.CHOICES)
    key = models.CharField(max_length=64, blank=True)
    subject = models.CharField(max_length=300)
    html = models.TextField()
    text = models.TextField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["send", "language", "key"], name="newsletter_rendering_once")
        ]

    def __str__(self) -> str:
        return f"{self.send_id} {self.language} {self.key[:8]}"


class Delivery(Outgoing):
    """One send to one subscriber, once."""

    send = models.ForeignKey(Send, on_delete=models.CASCADE, related_name="deliveries")
    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="deliveries")
    rendering = models.ForeignKey(Rendering, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["send", "subscriber"], name="newsletter_delivery_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["send", "id"],
                condition=Q(state__in=["queued", "sending"]),
                name="newsletter_delivery_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.send_id} {self.subscriber_id}"


class DigestRun(models.Model):
    """One period of the digests of one frequency, [start, end), done once."""

    kind = models.CharField(max_length=10, choices=Frequency.choices)
    period_start = models.DateTimeField()
    period_end = models.DateTimeField()
    #: Nothing where nobody had anything to be told.
    send = models.OneToOneField(Send, null=True, on_delete=models.SET_NULL, related_name="digest_run")

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["kind", "period_start"], name="newsletter_digest_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.period_start:%Y-%m-%d}"
