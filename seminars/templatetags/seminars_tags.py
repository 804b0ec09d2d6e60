"""The thread from a recommendation to what came of it, for the pages of any kind of record."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import RequestContext

from portal.templatetags.portal_tags import access_of
from seminars import home, reading

register = template.Library()


@register.simple_tag(takes_context=True)
def recommendations_taken_up(context: RequestContext, page: Any) -> list[Any]:
    """Give the recommendations that a record takes up, as far as the reader may see them."""
    return reading.taken_up_by(page, access_of(context))


@register.simple_tag(takes_context=True)
def seminars_at_home(context: RequestContext) -> home.Seminars:
    """Give the next seminar and the thread of the last one, as far as the reader may see them."""
    return home.seminars(access_of(context))
