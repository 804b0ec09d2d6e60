"""How strict publishing is about the other language: the one choice that the coordination cell makes for the site."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.forms import RadioSelect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.log_actions import log

#: The action of the log under which a change of the rule is found.
ACTION = "portal.language_rule"


@register_setting(icon="globe", order=100)
class LanguageRule(BaseGenericSetting):
    """What a record must have in both languages before readers see it, and how long the rest may take."""

    class Strictness(models.TextChoices):
        """From the mildest to the strictest; every one asks for title and summary in both languages."""

        SUMMARY = "summary", _("Title and summary in both languages; the other texts may follow")
        OWN = "own", _("Practices and panels: title and summary; everything else: every text in both languages")
        COMPLETE = "complete", _("Every text in both languages")

    strictness = models.CharField(
        _("before a record is published"),
        max_length=8,
        choices=Strictness.choices,
        default=Strictness.SUMMARY,
        help_text=_("What is published already stays; the rule counts from its next version on."),
    )
    days = models.PositiveSmallIntegerField(
        _("days for the other texts"),
        default=60,
        help_text=_("A language that waits longer than this is marked as late in the list of what waits."),
    )

    panels = [FieldPanel("strictness", widget=RadioSelect), FieldPanel("days")]

    class Meta:
        verbose_name = _("publishing in two languages")

    def __str__(self) -> str:
        return str(self.Strictness(self.strictness).label)

    def save(self, *args: Any, **kwargs: Any) -> None:
        before = type(self).objects.filter(pk=self.pk).values_list("strictness", flat=True).first()
        super().save(*args, **kwargs)
        if before and before != self.strictness:
            log(instance=self, action=ACTION, data={"before": before, "after": self.strictness})

    def asks_for_everything(self, model: type[Any]) -> bool:
        """Whether a record of this kind is published only with every text in both languages."""
        own = self.strictness == self.Strictness.OWN and not model.contributed
        return own or self.strictness == self.Strictness.COMPLETE
