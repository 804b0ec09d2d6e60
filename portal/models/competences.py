from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable


class Competence(Orderable):
    """A theme that an organisation is there for: whoever reads about it learns whom to ask."""

    organisation = ParentalKey("organisations.Organisation", on_delete=models.CASCADE, related_name="competences")
    theme = models.ForeignKey(
        "themes.Theme", verbose_name=_("theme"), on_delete=models.CASCADE, related_name="competences"
    )

    class Meta(Orderable.Meta):
        verbose_name = _("competence")
        verbose_name_plural = _("competences")
        constraints = [models.UniqueConstraint(fields=["organisation", "theme"], name="competence_once")]

    def __str__(self) -> str:
        return str(self.theme)
