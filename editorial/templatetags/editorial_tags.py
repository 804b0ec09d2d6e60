"""What readers are told of the care for a record."""

from __future__ import annotations

from typing import Any

from django import template

from editorial.amended import amended_for
from law.models import Provision

register = template.Library()


@register.simple_tag
def amended_since_verified(page: Any) -> list[Provision]:
    """Give the provisions that a record cites and that were amended since it was verified."""
    return amended_for(page)
