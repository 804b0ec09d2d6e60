from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


@register_setting(icon="mail", order=110)
class NewsletterRule(BaseGenericSetting):
    """How the coordination cell sends the newsletter."""

    second_person = models.BooleanField(
        _("a second person approves"),
        default=False,
        help_text=_("Whoever wrote the latest version of a newsletter cannot approve it."),
    )
    reply_to = models.EmailField(
        _("answers go to"),
        blank=True,
        help_text=_("A functional mailbox that is read; left empty, nobody reads answers."),
    )

    panels = [FieldPanel("second_person"), FieldPanel("reply_to")]

    class Meta:
        verbose_name = _("sending the newsletter")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)
