"""What is new on the site since a moment, for whoever tells people of it: records of every kind, and further sources.

A package that has news of its own, other than records, registers a source in ``ready()``; nobody who reads them needs
to know the package.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from languages.text import Text
from portal.kinds import record_models
from portal.published import Access, visible
from themes.models import ThemedItem

#: What is to come, and what became of what was asked for.
EVENTS, RECOMMENDATIONS = "events", "recommendations"


@dataclass(frozen=True)
class Change:
    """A record that was published for the first time, or marked as changed in a way that matters."""

    pk: int
    kind: str
    at: datetime
    new: bool


@dataclass(frozen=True)
class News:
    """Something told in a line, in the language being read; ``path`` leads to it on the site."""

    text: Text
    path: str
    detail: str
    at: datetime


#: Gives the news between two moments, oldest first; of what is to come: what begins after the second.
Source = Callable[[Access, datetime, datetime], Iterable[News]]
_sources: dict[str, Source] = {}


def register(name: str, source: Source) -> None:
    """Add a source, called from ``ready()`` of the package that has the news; the same name replaces it."""
    _sources[name] = source


def news(name: str, access: Access, since: datetime, until: datetime) -> list[News]:
    """Return what a source has; nothing where no package has one of this name."""
    return list(_sources[name](access, since, until)) if name in _sources else []


def changes(access: Access, since: datetime, until: datetime) -> list[Change]:
    """Return the records that may be seen and are new or significantly changed in [since, until), latest first."""
    found = []
    for model in record_models():
        within = Q(changed_significantly_at__gte=since, changed_significantly_at__lt=until)
        first = Q(first_published_at__gte=since, first_published_at__lt=until)
        rows = visible(model._default_manager.filter(first | within), access)
        for pk, published, changed in rows.values_list("pk", "first_published_at", "changed_significantly_at"):
            new = bool(published and since <= published < until)
            moment = published if new else changed
            found.append(Change(pk, model._meta.label_lower, moment, new))
    return sorted(found, key=lambda change: (change.at, change.pk), reverse=True)


def themes_of(pks: Iterable[int]) -> dict[int, set[int]]:
    """Return the themes of each record, as keys."""
    found: dict[int, set[int]] = {}
    rows = ThemedItem.objects.filter(content_object_id__in=list(pks)).order_by()
    for pk, theme in rows.values_list("content_object_id", "tag_id"):
        found.setdefault(pk, set()).add(theme)
    return found
