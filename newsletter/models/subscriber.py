"""Who gets the newsletter, in which language, how often and about what."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

import languages
from themes.models import Theme


class Status(models.TextChoices):
    """Where a subscriber stands; mail goes to the active ones. The ways between are in newsletter/subscriptions.py."""

    PENDING = "pending", _("waits for confirmation")
    ACTIVE = "active", pgettext_lazy("subscriber", "active")
    UNSUBSCRIBED = "unsubscribed", _("unsubscribed")
    SUPPRESSED = "suppressed", _("address does not work or complained")
    ERASED = "erased", _("erased")


class Frequency(models.TextChoices):
    """How often somebody is written to; the issues of the coordination cell come with each choice."""

    ISSUES = "issues", _("The newsletter only, a few times a year")
    WEEKLY = "weekly", _("The newsletter, and what is new once a week")
    MONTHLY = "monthly", _("The newsletter, and what is new once a month")


class SubscriberQuerySet(models.QuerySet["Subscriber"]):
    def active(self) -> SubscriberQuerySet:
        """Return those who are written to."""
        return self.filter(status=Status.ACTIVE)

    def about(self, themes: models.QuerySet[Theme] | list[int]) -> SubscriberQuerySet:
        """Return those who chose one of the themes, each once; whoever calls adds the broader themes."""
        chosen = Subscription.objects.current().filter(theme__in=themes)
        return self.filter(pk__in=chosen.values("subscriber"))


class Subscriber(models.Model):
    """One address. When it is erased, or some time after it left, the row stays without it: figures go on to add up.

    ``uuid`` is the only name that logs and the record of consent know. ``address_hash`` is keyed and outlives the
    address, so that a later import does not bring back somebody who left.
    """

    uuid = models.UUIDField(_("public identifier"), default=uuid4, unique=True, editable=False)
    email = models.CharField(_("e-mail address"), max_length=254, blank=True)
    # NULL, unlike an empty text, may be there more than once.
    email_norm = models.CharField(max_length=254, unique=True, null=True, editable=False)  # noqa: DJ001
    address_hash = models.CharField(max_length=64, db_index=True, blank=True, editable=False)
    language = models.CharField(_("language"), max_length=2, choices=languages.CHOICES)
    status = models.CharField(_("state"), max_length=12, choices=Status.choices, default=Status.PENDING)
    frequency = models.CharField(_("how often"), max_length=7, choices=Frequency.choices, default=Frequency.ISSUES)
    created_at = models.DateTimeField(_("signed up"), default=timezone.now, editable=False)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True, editable=False)
    ended_at = models.DateTimeField(_("left"), null=True, blank=True, editable=False)
    # Raised when the address changes or somebody leaves: links to the preferences that were mailed before stop working.
    token_version = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscriber")
        verbose_name_plural = _("subscribers")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["status", "language"], name="subscriber_status_language")]
        permissions = [
            ("import_subscriber", "Can import subscribers"),
            ("export_subscriber", "Can export subscribers"),
        ]

    def __str__(self) -> str:
        return self.email or str(self.uuid)


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def current(self) -> SubscriptionQuerySet:
        return self.filter(until=None)


class Subscription(models.Model):
    """One theme that a subscriber follows, narrower themes included; one that ended stays for the figures."""

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="subscriptions")
    theme = models.ForeignKey(Theme, verbose_name=_("theme"), on_delete=models.PROTECT, related_name="subscriptions")
    since = models.DateTimeField(_("since"), default=timezone.now)
    until = models.DateTimeField(_("until"), null=True, blank=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("theme of a subscriber")
        verbose_name_plural = _("themes of subscribers")
        constraints = [
            models.UniqueConstraint(
                fields=["subscriber", "theme"], condition=Q(until=None), name="theme_once_per_subscriber"
            )
        ]
        indexes = [models.Index(fields=["theme", "until"], name="subscription_theme_until")]

    def __str__(self) -> str:
        return f"{self.subscriber_id}: {self.theme_id}"
