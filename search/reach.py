"""Who is kept from a page and until when it is shown: its own facts and those of the pages above it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from wagtail.models import Page, PageViewRestriction


@dataclass(frozen=True)
class Reach:
    """``restrictions`` are ids; each of them must accept a reader."""

    restrictions: tuple[int, ...]
    live_until: datetime | None


def reach_of(pages: Iterable[Page]) -> dict[int, Reach]:
    """Return the reach of each page by its id, in two queries."""
    paths = {page.pk: list(_own_and_above(page)) for page in pages}
    above = {path for own in paths.values() for path in own}
    ends = dict(Page.objects.filter(path__in=above, expire_at__isnull=False).values_list("path", "expire_at"))
    restrictions: dict[str, list[int]] = {}
    for number, path in PageViewRestriction.objects.filter(page__path__in=above).values_list("pk", "page__path"):
        restrictions.setdefault(path, []).append(number)
    return {
        pk: Reach(
            tuple(sorted(number for path in own for number in restrictions.get(path, ()))),
            min((ends[path] for path in own if path in ends), default=None),
        )
        for pk, own in paths.items()
    }


def _own_and_above(page: Page) -> Iterable[str]:
    return (page.path[:end] for end in range(Page.steplen, len(page.path) + 1, Page.steplen))
