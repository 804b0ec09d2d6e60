"""Records that cite a provision which has been amended since the law that they were verified against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from law.models import Provision
from portal.record_index import rows_that_name


def amended_since() -> Q:
    """Return the condition on ``records()`` to cite a provision amended after the day of their law."""
    found = Q(pk=None)
    for rows in _citing():
        found |= Q(Exists(rows.filter(record=OuterRef("pk"), day__gt=OuterRef("law"))))
    return found


def amendments(records: Iterable[Any]) -> dict[int, list[Provision]]:
    """Return, by the key of a record of ``records()``, the provisions amended since its law, oldest first."""
    law = {record.pk: record.law for record in records if record.law}
    cited: dict[int, dict[int, date]] = {}
    for rows in _citing():
        for page, provision, day in rows.filter(record__in=law).values_list("record", "cited", "day"):
            if day > law[page]:
                cited.setdefault(page, {})[provision] = day
    provisions = Provision.objects.select_related("act").in_bulk({pk for each in cited.values() for pk in each})
    return {page: [provisions[pk] for pk in sorted(each, key=each.__getitem__)] for page, each in cited.items()}


def _citing() -> Iterator[QuerySet[Any]]:
    """Yield the rows of each model that cite an amended provision: ``record``, ``cited`` and ``day``."""
    today = timezone.localdate()
    for model, owner, name in rows_that_name(Provision):
        rows = model._default_manager.order_by().filter(**{f"{name}__amended_on__lte": today})
        yield rows.annotate(record=F(f"{owner}_id"), cited=F(f"{name}_id"), day=F(f"{name}__amended_on"))


def amended_for(page: Any) -> list[Provision]:
    """Return the provisions amended since a record was verified, from its rows as they were read with it."""
    if page.law_as_at is None:
        return []
    today = timezone.localdate()
    cited = (getattr(row, name) for rows, name in _rows_of(page) for row in rows)
    found = {each.pk: each for each in cited if each and each.amended_on and page.law_as_at < each.amended_on <= today}
    return list(found.values())


def _rows_of(page: Any) -> Iterator[tuple[Iterable[Any], str]]:
    """Yield the rows of a page that may cite a provision, with the name of that field."""
    for model, owner, name in rows_that_name(Provision):
        relation = model._meta.get_field(owner).remote_field
        if isinstance(page, relation.model):
            yield getattr(page, relation.get_accessor_name()).all(), name
