from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.facets import MUNICIPALITY, ORGANISATION, ChoiceFacet, LinkFacet
from portal.models import IndexPage
from portal.tile_map import filtering_tiles


class PracticeIndexPage(IndexPage):
    """The list of the good practices, with filters."""

    subpage_types = ["practices.PracticePage"]
    facets = (
        ChoiceFacet("state"),
        MUNICIPALITY,
        ORGANISATION,
        LinkFacet("target_groups"),
        ChoiceFacet("nature"),
        ChoiceFacet("evidence_level"),
    )

    class Meta:
        verbose_name = _("list of good practices")
        verbose_name_plural = _("lists of good practices")

    @classmethod
    def default_texts(cls) -> dict[str, str]:
        return {
            "heading_fr": "Bonnes pratiques",
            "heading_nl": "Goede praktijken",
            "slug_fr": "bonnes-pratiques",
            "slug_nl": "goede-praktijken",
        }

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        offered = context["form"].offered[MUNICIPALITY.name]
        numbers = {nis: option.number for nis, option in offered.items()}
        return {**context, "tiles": filtering_tiles(numbers, request.GET, MUNICIPALITY.name)}
