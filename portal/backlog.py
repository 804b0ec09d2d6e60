"""What readers miss, by theme: each package that hears of it says how much there is, and where it is listed.

A source is registered in ``ready()`` of the package that has it, so that the one list need not know the packages.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.functional import Promise

NUMBER = Count("pk")


@dataclass(frozen=True)
class Source:
    """``by_theme`` gives the number for the theme of the outer query, as a subquery that is 0 where there is none."""

    name: str
    label: str | Promise
    by_theme: Callable[[], Any]
    without_theme: Callable[[], int]
    total: Callable[[], int]
    #: The address of the list in the admin, of one theme or of all without one.
    url: Callable[[Any | None], str]


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Add a source; the same name replaces it."""
    _sources[source.name] = source


def sources() -> list[Source]:
    return list(_sources.values())


def count_by_theme(rows: QuerySet[Any], theme: str = "theme", key: str = "pk", number: Any = NUMBER) -> Any:
    """Return the number of these rows whose ``theme`` is the ``key`` of the theme of the outer query."""
    found = rows.filter(**{theme: OuterRef(key)}).order_by().values(theme).annotate(number_found=number)
    return Coalesce(Subquery(found.values("number_found")), 0, output_field=IntegerField())
