"""What waits for an answer from a mailbox, and how many mails an address may still be sent."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

import languages
from newsletter.models.consent import ConsentText
from newsletter.models.subscriber import Frequency, Subscriber


class SignUpRequest(models.Model):
    """What a link in a mail will do when its button is pressed: exactly this address, these themes, these words.

    Only the hash of the link is stored, so that whoever reads the database cannot press buttons.
    """

    class Kind(models.TextChoices):
        """What is waited for."""

        SIGN_UP = "sign_up", _("sign-up")
        ADDRESS = "address", _("change of address")
        DATA = "data", _("look at one’s data")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    subscriber = models.ForeignKey(Subscriber, null=True, on_delete=models.CASCADE, related_name="requests")
    email = models.CharField(_("e-mail address"), max_length=254)
    language = models.CharField(_("language"), max_length=2, choices=languages.CHOICES)
    themes = models.JSONField(_("themes"), default=list)
    frequency = models.CharField(_("how often"), max_length=7, choices=Frequency.choices, default=Frequency.ISSUES)
    wording = models.ForeignKey(ConsentText, null=True, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(_("source"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("asked for"), default=timezone.now)
    expires_at = models.DateTimeField(_("works until"))
    used_at = models.DateTimeField(_("used"), null=True)

    class Meta:
        verbose_name = _("request that waits")
        verbose_name_plural = _("requests that wait")
        indexes = [models.Index(fields=["kind", "created_at"], name="signup_kind_created")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class AddressLimit(models.Model):
    """How many mails somebody else may have asked us to send to an address; known by its hash only."""

    address_hash = models.CharField(max_length=64, unique=True)
    sent = models.PositiveSmallIntegerField(_("mails"), default=0)
    since = models.DateTimeField(_("since"), default=timezone.now)
    last_at = models.DateTimeField(_("last mail"), null=True)

    class Meta:
        verbose_name = _("limit of an address")
        verbose_name_plural = _("limits of addresses")

    def __str__(self) -> str:
        return f"{self.address_hash[:8]}: {self.sent}"
