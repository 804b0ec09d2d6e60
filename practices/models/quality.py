from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from languages.fields import Translated
from practices.models.choices import EVIDENCE_IN_WORDS, EvidenceLevel


def _body(label: Any, **options: Any) -> Any:
    return models.ForeignKey(
        "organisations.Organisation",
        verbose_name=label,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        **options,
    )


class PracticeQuality(models.Model):
    """Who sent a practice in, who approved it, who examined it, and what its results are worth."""

    evidence_level = models.PositiveSmallIntegerField(
        _("evidence level"), null=True, blank=True, choices=EvidenceLevel.choices
    )
    submitted_by = _body(_("submitted by"))
    submitted_on = models.DateField(_("submitted on"), null=True, blank=True)
    approved_by = _body(_("approved by"), help_text=_("The body that agrees that its practice is told here."))
    approved_on = models.DateField(_("approved on"), null=True, blank=True)
    expert_reviewer = _body(_("reviewed by"))
    expert_opinion = Translated(models.CharField(_("expert opinion"), max_length=600, blank=True))
    validated_on = models.DateField(
        _("validated on"),
        null=True,
        blank=True,
        help_text=_("Only a practice that tells everything another service needs is validated."),
    )

    class Meta:
        abstract = True

    @property
    def evidence_in_words(self) -> Promise | str:
        return "" if self.evidence_level is None else EVIDENCE_IN_WORDS[self.evidence_level]
