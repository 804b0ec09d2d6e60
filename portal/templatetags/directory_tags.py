"""Addresses of the pages of the reference data."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import RequestContext
from django.urls import reverse

import languages
from languages.text import Text
from organisations.models import Municipality, Organisation
from portal.templatetags.portal_tags import absolute, view_in
from portal.tile_map import Tile, tiles

register = template.Library()


@register.simple_tag
def body_url(body: Any) -> str:
    """Give the address of the page of an organisation; a kind of organisation has none."""
    return reverse("organisation", kwargs={"identifier": body.identifier}) if isinstance(body, Organisation) else ""


@register.simple_tag(takes_context=True)
def versions(context: RequestContext) -> list[tuple[languages.Language, str]]:
    """Give the absolute address of the view in each language, without its query."""
    request = context.get("request")
    return [(language, absolute(view_in(request, language.code))) for language in languages.LANGUAGES]


@register.filter
def names(body: Organisation) -> list[tuple[str, Text, Text]]:
    """Give (code, name, acronym) in each language that has a name for the organisation."""
    found = [
        (code, *(Text(getattr(body, f"{name}_{code}"), code) for name in ("name", "acronym")))
        for code in languages.CODES
    ]
    return [(code, name, acronym) for code, name, acronym in found if name]


@register.filter
def as_tiles(rows: list[tuple[Municipality, int]]) -> list[Tile]:
    """Give the map of municipalities with their numbers of records, each leading to its page."""
    return tiles(rows, {each.nis: reverse("municipality", kwargs={"nis": each.nis}) for each, _number in rows})
