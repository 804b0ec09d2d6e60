"""What is new on the site, with something of every kind."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from portal.cards import Card, cards
from portal.kept import kept, next_expiry
from portal.kinds import place_of_kind, record_models
from portal.published import Access
from portal.records import records

#: No block of the home page shows more records than this.
MOST = 24


def latest(access: Access, number: int) -> list[Card]:
    """Return records published or last changed, newest first; no kind takes the place of all others."""
    rows: list[tuple[int, int]] = kept("latest", access, lambda: _newest_of_each_kind(access))
    shares = [model.among_latest for model in record_models()]
    seen: Counter[int] = Counter()
    turns = []
    for place, (pk, kind) in enumerate(rows):
        turns.append((seen[kind] // shares[kind], place, pk))
        seen[kind] += 1
    chosen = sorted(sorted(turns)[:number], key=lambda turn: turn[1])
    return cards([pk for _turn, _place, pk in chosen], access)


def _newest_of_each_kind(access: Access) -> tuple[datetime | None, list[tuple[int, int]]]:
    """Return when a page expires, and key and kind of the newest records of each kind, the newest of all first."""
    pages = records(access).annotate(kind=place_of_kind()).order_by("-last_published_at", "-pk")
    rows = list(pages.values_list("pk", "kind", next_expiry()))
    seen: Counter[int] = Counter()
    newest = []
    for pk, kind, _until in rows:
        seen[kind] += 1
        if seen[kind] <= MOST:
            newest.append((pk, kind))
    return rows[0][2] if rows else None, newest
