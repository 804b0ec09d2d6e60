"""Small things that nearly every page reads, held by each process for one edition of the site."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from django.conf import settings
from django.utils import timezone
from wagtail.models import Page

from portal import edition

#: What was changed past Django's connection is seen after so many seconds.
SECONDS_HELD = 60
#: A process holds no more things than this: few, for each of the few kinds of readers that there are.
MOST_HELD = 64

V = TypeVar("V")


@dataclass(frozen=True)
class _Held:
    mark: bytes
    until: datetime
    value: object


_held: OrderedDict[Hashable, _Held] = OrderedDict()


def per_edition(key: Hashable, read: Callable[[], V]) -> V:
    """Return what ``read`` gives, read once for an edition.

    The key names all that the value depends on beside the database: where they matter, the access of the reader and the
    language.
    """
    mark = edition.current() if settings.PAGE_CACHE else None
    if mark is None:
        return read()
    held = _held.get(key)
    if held is None or held.mark != mark or held.until <= timezone.now():
        # Within an edition no page gets another expiry: what another thing holds until, this one does too.
        others = (other.until for other in list(_held.values()) if other.mark == mark and other.until > timezone.now())
        held = _Held(mark, next(others, None) or holds_until(), read())
        _held[key] = held
        while len(_held) > MOST_HELD:
            _held.popitem(last=False)
    value: V = held.value  # type: ignore[assignment]
    return value


def holds_until() -> datetime:
    """Return until when what is read now holds by itself: nothing is written when a page expires or a day is over."""
    now = timezone.localtime()
    midnight = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    expiries = Page.objects.filter(live=True, expire_at__gt=now).order_by("expire_at")
    return min([now + timedelta(seconds=SECONDS_HELD), midnight, *expiries.values_list("expire_at", flat=True)[:1]])
