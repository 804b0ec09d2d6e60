"""The seminars on the home page: the next one, and what became of the recommendations of the last one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils import timezone

from portal.models import Address
from portal.published import Access, visible
from seminars import reading
from seminars.models.choices import WITH_OUTPUTS


@dataclass(frozen=True)
class LastSeminar:
    """The last seminar whose outputs are published, with the numbers of its thread."""

    page: Any
    panels: int
    recommendations: int
    counts: list[reading.Count]


@dataclass(frozen=True)
class Seminars:
    """What the home page tells of seminars; either may be missing."""

    next: Any
    last: LastSeminar | None


def seminars(access: Access) -> Seminars:
    """Return the next seminar and the thread of the last one, in two queries."""
    pages, now = _pages(access), timezone.now()
    coming = pages.filter(ends_at__gte=now).order_by("starts_at", "pk")
    past = pages.filter(ends_at__lt=now, state__in=WITH_OUTPUTS).order_by("-starts_at", "-pk")
    wanted = Q(pk__in=coming.values("pk")[:1]) | Q(pk__in=past.values("pk")[:1])
    found = list(pages.filter(wanted).select_related("organisation").annotate(**Address.objects.of_pages()))
    last = next((page for page in found if page.ends_at < now), None)
    return Seminars(
        next=next((page for page in found if page.ends_at >= now), None),
        last=_thread(last, access) if last else None,
    )


def _thread(page: Any, access: Access) -> LastSeminar:
    panels = apps.get_model("seminars", "PanelPage")._default_manager.child_of(page)
    rows = list(reading.recommendations().shown(access).filter(panel__in=panels.values("pk")))
    return LastSeminar(page, len({row.panel_id for row in rows}), len(rows), reading.counts(rows))


def _pages(access: Access) -> QuerySet[Any]:
    seminar = apps.get_model("seminars", "SeminarPage")
    return visible(seminar._default_manager.filter(starts_at__isnull=False), access)
