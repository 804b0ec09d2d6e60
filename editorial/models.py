"""What is known of the care for a record beside the record itself, and what readers say."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

import languages
from languages.fields import Translated


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


class Reaction(models.Model):
    """What a reader says of a page, or asks; without identity, unless an address is given for the answer."""

    class Kind(models.TextChoices):
        USEFUL = "useful", _("useful")
        NOT_USEFUL = "not_useful", _("not useful")
        PROBLEM = "problem", _("a problem on the page")
        QUESTION = "question", _("a question")

    class Reason(models.TextChoices):
        OUTDATED = "outdated", _("it is out of date")
        UNCLEAR = "unclear", _("it is not clear")
        INCOMPLETE = "incomplete", _("something is missing")
        OTHER_CASE = "other_case", _("it is not about my situation")

    class State(models.TextChoices):
        OPEN = "open", _("to be dealt with")
        ANSWERED = "answered", _("answered")
        DONE = "done", _("dealt with")
        SET_ASIDE = "set_aside", _("set aside")

    page = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("page"), null=True, on_delete=models.SET_NULL, related_name="reactions"
    )
    language = models.CharField(_("language"), max_length=2, choices=languages.CHOICES)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    reason = models.CharField(_("reason"), max_length=10, blank=True, choices=Reason.choices)
    text = models.TextField(_("text"), blank=True)
    address = models.EmailField(_("address for the answer"), blank=True)
    theme = models.ForeignKey(
        "themes.Theme", verbose_name=_("theme"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(_("received at"), auto_now_add=True)
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.OPEN.value)
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("answered by the page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    handled_at = models.DateTimeField(_("dealt with at"), null=True, blank=True)

    class Meta:
        verbose_name = _("reaction of a reader")
        verbose_name_plural = _("reactions of readers")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "kind"], name="reaction_state_kind")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text[:60]}" if self.text else self.get_kind_display()


class WantedDocument(models.Model):
    """Something that readers look for and nobody has written yet: shown to all, so that somebody writes it."""

    text = Translated(models.CharField(_("what is wanted"), max_length=200))
    theme = models.ForeignKey(
        "themes.Theme", verbose_name=_("theme"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    since = models.DateField(_("wanted since"))
    shown = models.BooleanField(_("shown to readers"), default=True)
    answered_by = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("answered by the page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The record that was written: it takes the wish off the list."),
    )

    class Meta:
        verbose_name = _("wanted document")
        verbose_name_plural = _("wanted documents")
        ordering = ["-since", "-pk"]

    def __str__(self) -> str:
        return str(self.text)
