"""The documents of the main database as engines take them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from search.engines.base import Change
from search.models import Counter, SearchDocument

EPOCH = date(1970, 1, 1).toordinal()
ROWS_AT_A_TIME = 200


@dataclass(frozen=True)
class DatabaseOutbox:
    """See :class:`search.engines.base.Outbox`."""

    language: str

    def last(self) -> int:
        return Counter.last()

    def since(self, seq: int) -> Iterator[Change]:
        rows = SearchDocument.objects.filter(language=self.language, seq__gt=seq).order_by("seq")
        return map(change_of, rows.iterator(ROWS_AT_A_TIME))

    def everything(self) -> Iterator[Change]:
        rows = SearchDocument.objects.filter(language=self.language, deleted=False).order_by("pk")
        return map(change_of, rows.iterator(ROWS_AT_A_TIME))


def day_number(day: date | None) -> int | None:
    """Return a day counted from 1 January 1970, as engines have it."""
    return day.toordinal() - EPOCH if day else None


def change_of(row: SearchDocument) -> Change:
    return Change(
        key=row.key,
        seq=row.seq,
        page=row.page_id,
        deleted=row.deleted,
        title=row.title,
        lead=row.lead,
        body=row.body,
        facets=tuple((facet, value) for facet, values in row.facets.items() for value in values),
        files=" ".join(text for _document, _number, text in row.files),
        day=day_number(row.date),
        verified=day_number(row.verified_on),
        until=int(row.live_until.timestamp()) if row.live_until else None,
        restrictions=tuple(row.restrictions),
    )
