"""What is on now and what comes next, for whoever opens the page of a seminar while it is held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone


@dataclass(frozen=True)
class Now:
    """The items of the programme that are on, those that begin next, and until when that holds."""

    current: list[Any]
    coming: list[Any]
    until: datetime


def now_and_next(page: Any, moment: datetime | None = None) -> Now | None:
    """Return what is on at a moment, now by default; None on other days and once the last item is over."""
    here = timezone.localtime(moment)
    items = [item for item in page.programme.all() if item.start and item.end]
    if page.day != here.date() or not items or here.time() >= max(item.end for item in items):
        return None
    later = [item for item in items if item.start > here.time()]
    first = min((item.start for item in later), default=None)
    changes = {each for item in items for each in (item.start, item.end) if each > here.time()}
    return Now(
        current=[item for item in items if item.start <= here.time() < item.end],
        coming=[item for item in later if item.start == first],
        until=_at(here.date(), min(changes)),
    )


def _at(day: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))
