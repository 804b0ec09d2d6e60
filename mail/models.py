"""What the portal keeps of its mail: each message with its state, the relay, who is not to be written to.

The rows are the truth. A worker that dies leaves a message held for a while; after that the next one takes it.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

import languages


class Message(models.Model):
    """One message to one person. Made in the transaction of what it tells of, sent by a worker afterwards."""

    class State(models.TextChoices):
        """Where a message stands; one that is being sent longer than its lease belongs to a worker that died."""

        QUEUED = "queued", _("waiting")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")
        SKIPPED = "skipped", _("not sent")

    kind = models.CharField(_("kind"), max_length=80)
    # Whatever happens again and again (a reminder, an invitation) has one reason, and is told of once.
    reason = models.CharField(_("reason"), max_length=250, unique=True)
    language = models.CharField(_("language"), max_length=2, choices=languages.CHOICES)
    recipient = models.EmailField(_("recipient"), blank=True)
    sender = models.CharField(_("sender"), max_length=250, blank=True)
    subject = models.CharField(_("subject"), max_length=300, blank=True)
    html = models.TextField(blank=True)
    text = models.TextField(blank=True)
    headers: models.JSONField[dict[str, str]] = models.JSONField(default=dict, blank=True)
    # Name, type and content in base64 of each.
    attachments: models.JSONField[list[list[str]]] = models.JSONField(default=list, blank=True)
    # What the person just asked for goes out even to an address that refused mail before.
    essential = models.BooleanField(default=False)
    # The bodies hold a link that opens an account: they go as soon as they are sent.
    secret = models.BooleanField(default=False)

    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    worker = models.CharField(max_length=40, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    not_before = models.DateTimeField(_("not before"), default=timezone.now)
    message_id = models.CharField(max_length=200, unique=True)
    code = models.CharField(_("code of the answer"), max_length=20, blank=True)
    error = models.CharField(_("why it was not sent"), max_length=500, blank=True)
    # The server's answer was never heard, so that the message may have been taken twice.
    doubtful = models.BooleanField(_("possibly sent twice"), default=False)
    created_at = models.DateTimeField(_("made"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering: ClassVar[list[str]] = ["-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["not_before", "id"],
                condition=models.Q(state__in=["queued", "sending"]),
                name="mail_message_waiting",
            ),
            models.Index(fields=["created_at"], name="mail_message_created"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Relay(models.Model):
    """What is known of the mail server, in one row: whether it is left alone for a while, and why."""

    class Reason(models.TextChoices):
        """Why nothing is sent for the moment."""

        LOGIN = "login", _("the mail server does not take mail from this site")
        UNREACHABLE = "unreachable", _("the mail server does not answer")
        LATER = "later", _("the mail server puts everything off")
        POLICY = "policy", _("the mail server refuses what is sent, whoever it goes to")

    paused_until = models.DateTimeField(null=True, blank=True)
    pauses = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=20, choices=Reason.choices, blank=True)
    detail = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return self.reason or "open"


class SentMinute(models.Model):
    """How many messages were given to the server in one minute; a limit counted here survives a restart."""

    minute = models.DateTimeField(unique=True)
    count = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.minute:%Y-%m-%d %H:%M}: {self.count}"


class Suppression(models.Model):
    """An address that is not written to, known by a keyed hash only: it cannot be read back."""

    class Reason(models.TextChoices):
        """Why, the weightiest last: a weightier reason replaces a lighter one."""

        HARD_BOUNCE = "hard_bounce", _("the address does not exist")
        MANUAL = "manual", _("asked for")
        COMPLAINT = "complaint", _("complained of a message")
        ERASURE = "erasure", _("data erased")

    email_hmac = models.CharField(max_length=64, unique=True)
    reason = models.CharField(_("reason"), max_length=20, choices=Reason.choices)
    evidence = models.CharField(_("evidence"), max_length=200, blank=True)
    at = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        verbose_name = _("address that is not written to")
        verbose_name_plural = _("addresses that are not written to")

    def __str__(self) -> str:
        return f"{self.email_hmac[:8]}… {self.reason}"


class FeedbackEvent(models.Model):
    """What a mail service told of an address, applied once however often it is told."""

    class Kind(models.TextChoices):
        HARD = "hard", _("the address does not exist")
        SOFT = "soft", _("could not be delivered")
        COMPLAINT = "complaint", _("complained of a message")

    provider = models.CharField(max_length=40)
    event_id = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    email_hmac = models.CharField(max_length=64, db_index=True)
    # Which sending it was about; bounces of one sending count once.
    sending = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["provider", "event_id"], name="mail_feedback_once"),
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.event_id}"
