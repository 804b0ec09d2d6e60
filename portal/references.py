"""How a record gets its reference: a prefix of its type, the year, a running number; never given twice."""

from __future__ import annotations

import re
from typing import Any

from django.utils import timezone

from portal.models.addresses import Reference
from portal.turns import Turn, wait_for

#: Six digits at most: one record with a huge number must not push all later ones out of the pattern.
PATTERN = re.compile(r"[A-Z]{2,3}-[0-9]{4}-[0-9]{3,6}")


def next_reference(prefix: str) -> str:
    """Return the next free reference of a type in the current year: ``GT-2026-004``."""
    stem = f"{prefix}-{timezone.localdate().year}-"
    given = Reference.objects.filter(text__startswith=stem).values_list("text", flat=True)
    numbers = (int(text.removeprefix(stem)) for text in given if PATTERN.fullmatch(text))
    return f"{stem}{max(numbers, default=0) + 1:03}"


def claim(page: Any) -> Reference:
    """Give a page its reference before it is first saved, in the transaction that saves it.

    A reference that the page brings is kept when it is well formed and was never given; a copy gets a new one.
    """
    wait_for(Turn.ADDRESSES)
    brought = page.slug
    if not PATTERN.fullmatch(brought) or Reference.objects.filter(text=brought).exists():
        brought = next_reference(page.reference_prefix)
    page.slug = brought
    return Reference.objects.create(text=brought)
