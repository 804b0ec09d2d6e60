from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from portal.light_rows import WithLightRows
from portal.models import ContentPage
from portal.theme_labels import labels_of
from themes.models import ThemedItem


class TimelyRecord(ContentPage):
    """What people said or agreed on a day: true as of that day, so that it need not be verified against the law."""

    among_latest = 1

    verified_on = models.DateField(_("verified on"), null=True, blank=True)
    verified_by = models.ForeignKey(
        "organisations.Organisation",
        verbose_name=_("verified by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    law_as_at = models.DateField(_("law as at"), null=True, blank=True)
    next_review = models.DateField(_("next review"), null=True, blank=True)

    class Meta:
        abstract = True

    @classmethod
    def for_reading(cls) -> models.QuerySet[Any]:
        # Not what every record is read with: a record of this kind rests on no provision.
        pages = super(ContentPage, cls).for_reading().select_related("organisation__replaced_by", "contact_person")
        themes = ThemedItem.objects.select_related("tag").annotate(**labels_of("tag_id"))
        pages._iterable_class = WithLightRows
        return pages.prefetch_related(Prefetch("themed_items", themes))
