"""How the history of the site tells that publishing became stricter, or milder, about the two languages."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter
from wagtail.models import ModelLogEntry

from portal.models import LanguageRule


class RuleChanged(LogFormatter):
    label = _("Change the rule about the two languages")

    def format_message(self, log_entry: ModelLogEntry) -> str:
        said = {name: LanguageRule.Strictness(log_entry.data[name]).label for name in ("before", "after")}
        return gettext("Before: “%(before)s”. From now on: “%(after)s”.") % said
