"""What readers miss, by theme: each package that hears of it says which rows tell of it, and where they are listed.

A source is registered in ``ready()`` of the package that has it, so that the one list need not know the packages.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.functional import Promise

COUNT = Count("pk")


@dataclass(frozen=True)
class Source:
    """Rows that each name a theme in ``theme``, by its ``key``, or have ``none`` there; ``number`` counts them."""

    name: str
    label: str | Promise
    rows: Callable[[], QuerySet[Any]]
    #: The address of their list in the admin, of one theme or of all.
    url: Callable[[Any | None], str]
    key: str = "pk"
    none: str | None = None
    number: Any = COUNT

    def by_theme(self) -> Any:
        """Return the number for the theme of the outer query."""
        found = self.rows().filter(theme=OuterRef(self.key)).order_by().values("theme").annotate(found=self.number)
        return Coalesce(Subquery(found.values("found")), 0, output_field=IntegerField())

    def without_theme(self) -> int:
        return self.rows().filter(theme=self.none).aggregate(found=self.number)["found"] or 0

    def counted(self) -> QuerySet[Any, Any]:
        """Return one row: the name of the source, and its number."""
        rows = self.rows().order_by().values(source=Value(self.name)).annotate(found=self.number)
        return rows.values_list("source", "found")


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Add a source; the same name replaces it."""
    _sources[source.name] = source


def sources() -> list[Source]:
    return list(_sources.values())


def totals() -> list[tuple[Source, int]]:
    """Return each source with its number, in one query."""
    first, *others = (source.counted() for source in sources())
    found = dict(first.union(*others, all=True))
    return [(source, found.get(source.name) or 0) for source in sources()]
