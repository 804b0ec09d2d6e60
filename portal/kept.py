"""What takes long to read of many pages, kept until a page changes; nothing older is ever shown.

It is kept with the stamp of the pages it was read from, and is of use only as long as that stamp is the one of the
database and no page has expired since. What a reader may see is part of the key. The cache tells all processes whose
reading holds; each process holds what it read itself or has fetched, so that a request need not unpack it again.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.core.cache import cache
from django.db.models import Subquery
from django.utils import timezone
from wagtail.models import Page

from portal.models.list_stamps import Stamp, stamp
from portal.published import Access

#: A change made past Django is seen after this time at the latest.
SECONDS_KEPT = 300
#: A process holds no more than this: a few lists, each for the few kinds of readers that there are.
MOST_HELD = 48

_held: OrderedDict[str, Any] = OrderedDict()


@dataclass(frozen=True)
class _Reading:
    """Which state of the pages was read, until when it holds, and where what was read is found."""

    stamp: Stamp
    until: datetime | None
    key: str

    def holds(self, now: Stamp) -> bool:
        return self.stamp == now and not (self.until and self.until <= timezone.now())


def kept(name: str, access: Access, read: Callable[[], tuple[datetime | None, Any]]) -> Any:
    """Return what ``read`` gives, read again only after a change; it also says until when it holds by itself.

    What is read must be for readers of this access only, and must not be None.
    """
    place = f"kept-{name}-{'.'.join(map(str, sorted(access.denied)))}"
    now = stamp()  # Asked first: what changes after it is then only read once too often.
    reading = cache.get(place)
    found = _fetched(reading.key) if reading is not None and reading.holds(now) else None
    if found is None:
        until, found = read()
        reading = _Reading(now, until, f"{place}-{uuid4().hex}")
        cache.set_many({reading.key: found, place: reading}, SECONDS_KEPT)
        _hold(reading.key, found)
    return found


def next_expiry() -> Subquery:
    """Return a column with the time at which the next page expires: nothing is written then that a stamp tells of."""
    waiting = Page.objects.filter(live=True, expire_at__gt=timezone.now()).order_by("expire_at")
    return Subquery(waiting.values("expire_at")[:1])


def _fetched(key: str) -> Any:
    if key not in _held:
        found = cache.get(key)
        if found is not None:
            _hold(key, found)
    return _held.get(key)


def _hold(key: str, found: Any) -> None:
    _held[key] = found
    while len(_held) > MOST_HELD:
        _held.popitem(last=False)
