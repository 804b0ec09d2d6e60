"""What the published texts of the site point at: every target that a record's texts and rows name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from modelcluster.models import get_all_child_relations

from portal.kinds import record_models
from portal.markdown.fields import MarkdownField
from portal.markdown.links import targets_in

#: What every link in Markdown has; most texts have none and are not read.
LINKED = "]("


def named_targets(start: str = "") -> dict[int, set[str]]:
    """Return the targets that begin so, by the key of the published record whose texts name them in either language.

    One query, whatever the number of kinds.
    """
    named: dict[int, set[str]] = defaultdict(set)
    first, *others = _texts(LINKED + start)
    for page, text in first.union(*others, all=True).iterator(chunk_size=500):
        named[page].update(target for target in targets_in([text]) if target.startswith(start))
    return {page: targets for page, targets in named.items() if targets}


def _texts(mark: str) -> Iterator[QuerySet[Any, Any]]:
    """Yield (key of the page, text) of the published records of each kind, and of the rows of each."""
    for model in record_models():
        yield from _linked(model._default_manager.filter(live=True), "pk", mark)
        for relation in get_all_child_relations(model):
            rows = relation.related_model._default_manager.filter(**{f"{relation.field.name}__live": True})
            yield from _linked(rows, relation.field.attname, mark)


def _linked(rows: QuerySet[Any], page: str, mark: str) -> Iterator[QuerySet[Any, Any]]:
    for field in rows.model._meta.fields:
        if isinstance(field, MarkdownField):
            yield rows.order_by().filter(**{f"{field.name}__contains": mark}).values_list(page, field.name)
