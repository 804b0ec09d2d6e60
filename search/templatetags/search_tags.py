"""What the pages of records show of search, which none of them knows."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import RequestContext

from portal.cards import Card, Neighbour
from portal.published import Access
from search.related import related

register = template.Library()


@register.simple_tag(takes_context=True)
def same_subject(context: RequestContext, page: Any, known: list[Neighbour] | None = None) -> list[Card]:
    """Give the records on the same subject as a page, without those that it names itself; none in a preview."""
    request = context.get("request")
    if request is None or getattr(request, "is_preview", False):
        return []
    return related(page, Access.of(request), [each.card.pk for each in known or ()])
