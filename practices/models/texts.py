from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from languages.fields import Translated
from portal.markdown.fields import MarkdownField
from practices.models.choices import Answer, Budget


class PracticeTexts(models.Model):
    """What a practice tells, in the order in which one thinks: from the problem to what others can take over."""

    problem = Translated(
        MarkdownField(_("problem"), blank=True, help_text=_("What went wrong, for whom, and since when?"))
    )
    how_it_works = Translated(MarkdownField(_("how it works"), blank=True))
    resources = Translated(MarkdownField(_("resources"), blank=True))
    staff_fte = models.DecimalField(
        _("staff"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("In full-time equivalents, for example 0.5."),
    )
    budget = models.CharField(_("budget"), max_length=12, blank=True, choices=Budget.choices)
    skills = Translated(models.CharField(_("skills"), max_length=300, blank=True))
    tools = Translated(models.CharField(_("tools"), max_length=300, blank=True))
    results_explained = Translated(
        MarkdownField(_("what the results say"), blank=True, help_text=_("How they were obtained, and what they hide."))
    )
    no_result_yet = Translated(
        models.CharField(
            _("no result yet"),
            max_length=300,
            blank=True,
            help_text=_("One or two sentences: why there is none, who will measure what, and by when."),
        )
    )
    difficulties = Translated(
        MarkdownField(_("difficulties"), blank=True, help_text=_("What stood in the way, and how you dealt with it."))
    )
    what_did_not_work = Translated(
        MarkdownField(
            _("what did not work"), blank=True, help_text=_("What you tried and gave up saves others a year.")
        )
    )
    conditions = Translated(MarkdownField(_("conditions for success"), blank=True))
    transfer = Translated(
        MarkdownField(_("transfer"), blank=True, help_text=_("What another municipality has to adapt."))
    )
    personal_data_which = Translated(models.CharField(_("which personal data"), max_length=400, blank=True))
    personal_data_basis = Translated(models.CharField(_("on which legal basis"), max_length=400, blank=True))
    personal_data_dpia = models.CharField(
        _("data protection impact assessment made"), max_length=10, blank=True, choices=Answer.choices
    )
    personal_data_protocol = models.CharField(
        _("data-sharing protocol concluded"), max_length=10, blank=True, choices=Answer.choices
    )

    class Meta:
        abstract = True

    @property
    def takes_something(self) -> bool:
        """Whether anything is told about what the practice takes."""
        return bool(self.resources or self.budget or self.skills or self.tools) or self.staff_fte is not None
