"""Which records a list has and what each of them names, counted once for every change.

Names of themes and organisations are not part of it, they are read each time. A set of records is a number whose bits
are the places in the list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from django.db.models import QuerySet

from portal.kept import kept, next_expiry
from portal.published import Access, visible

Bits = int
Found = Mapping[Any, Bits]


@dataclass(frozen=True)
class Source:
    """Where a list is read: ``pages`` in their order, ``columns`` of them by facet, and rows that refer to them.

    ``links`` give (facet, key of the page, value); they may tell of other pages, too. A list of something that is no
    page, but a part of one, says itself which of its rows a reader may see.
    """

    pages: QuerySet[Any]
    columns: Mapping[str, Any]
    links: Sequence[QuerySet[Any, Any]]
    seen: Callable[[QuerySet[Any], Access], QuerySet[Any]] = visible


@dataclass(frozen=True)
class ListIndex:
    """The keys of the records in the order of the list, and by facet and value the set of those that have it."""

    pks: tuple[int, ...]
    found: Mapping[str, Found] = field(default_factory=dict)

    def of(self, facet: str) -> Found:
        return self.found.get(facet, {})

    @property
    def everything(self) -> Bits:
        return (1 << len(self.pks)) - 1

    def pks_of(self, records: Bits) -> Sequence[int]:
        """Return the keys of a set of records in the order of the list."""
        return self.pks if records == self.everything else _Some(self.pks, records)


class _Some(Sequence[int]):
    """Some of the keys of a list: as long as the set, and read only as far as is asked for."""

    def __init__(self, pks: Sequence[int], records: Bits) -> None:
        self.pks, self.records = pks, records

    def __len__(self) -> int:
        return self.records.bit_count()

    def __getitem__(self, wanted: Any) -> Any:
        chosen = places(self.records)
        if isinstance(wanted, slice):
            return [self.pks[place] for place in islice(chosen, wanted.start, wanted.stop)]
        return self.pks[next(islice(chosen, range(len(self))[wanted], None))]


def places(records: Bits) -> Iterator[int]:
    """Yield the places of a set of records, in order."""
    digits = bin(records)[:1:-1]
    place = digits.find("1")
    while place >= 0:
        yield place
        place = digits.find("1", place + 1)


def index_of(name: str, source: Callable[[], Source], access: Access) -> ListIndex:
    """Return the list of this name as a reader may see it; it is read from its source only after a change."""
    found: ListIndex = kept(name, access, lambda: read(source(), access))
    return found


def read(source: Source, access: Access) -> tuple[datetime | None, ListIndex]:
    """Read a list, and when a page leaves it by itself; one query for the records, one for all that refers to them.

    Nothing is written when a page expires, so that no stamp would tell of it.
    """
    pages = source.seen(source.pages, access)
    rows = list(pages.values_list("pk", *source.columns.values(), next_expiry()))
    sets = _Sets({row[0]: place for place, row in enumerate(rows)})
    for number, facet in enumerate(source.columns, start=1):
        for row in rows:
            if row[number] is not None:
                sets.add(facet, row[number], row[0])
    if source.links and rows:
        for facet, pk, value in source.links[0].union(*source.links[1:], all=True):
            sets.add(facet, value, pk)
    return rows[0][-1] if rows else None, ListIndex(tuple(row[0] for row in rows), sets.found())


class _Sets:
    """Collects which records have which value, as the bits of byte arrays."""

    def __init__(self, place_of: Mapping[int, int]) -> None:
        self.place_of = place_of
        self.bytes: dict[tuple[str, Any], bytearray] = {}

    def add(self, facet: str, value: Any, pk: int) -> None:
        place = self.place_of.get(pk)
        if place is None:
            return
        bits = self.bytes.get((facet, value))
        if bits is None:
            bits = self.bytes[facet, value] = bytearray(len(self.place_of) // 8 + 1)
        bits[place >> 3] |= 1 << (place & 7)

    def found(self) -> dict[str, dict[Any, Bits]]:
        found: dict[str, dict[Any, Bits]] = {}
        for (facet, value), bits in self.bytes.items():
            found.setdefault(facet, {})[value] = int.from_bytes(bits, "little")
        return found
