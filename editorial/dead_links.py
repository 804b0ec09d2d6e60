"""Links in published texts that lead nobody anywhere: what they name was withdrawn or deleted, or never published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from modelcluster.models import get_all_child_relations

import languages
from portal.kinds import record_models
from portal.markdown.fields import MarkdownField
from portal.markdown.links import targets_in
from portal.markdown.resolver import PageLinks
from portal.published import Access

#: What every link in Markdown has; most texts have none and are not read.
LINKED = "]("
#: A link to what is kept to a circle is none for other readers, and not broken.
EVERYWHERE = Access(frozenset())


def dead_links() -> dict[int, tuple[str, ...]]:
    """Return the targets that lead nowhere, by the key of the published record whose texts name them."""
    named = _named()
    targets = frozenset[str]().union(*named.values())
    links = PageLinks.to(targets, language=languages.active(), access=EVERYWHERE)
    dead = {each for each in targets if not (links.link(each) or links.picture(each))}
    return {page: tuple(sorted(own & dead)) for page, own in named.items() if own & dead}


def _named() -> dict[int, set[str]]:
    """Return the targets that the texts of each published record name, in either language."""
    named: dict[int, set[str]] = defaultdict(set)
    for rows in _texts():
        for page, *texts in rows.iterator(chunk_size=500):
            named[page].update(targets_in(texts))
    return {page: targets for page, targets in named.items() if targets}


def _texts() -> Iterator[QuerySet[Any, Any]]:
    """Yield (key of the page, text, text …) of the published records of each kind, and of the rows of each."""
    for model in record_models():
        yield from _linked(model._default_manager.filter(live=True), "pk")
        for relation in get_all_child_relations(model):
            rows = relation.related_model._default_manager.filter(**{f"{relation.field.name}__live": True})
            yield from _linked(rows, relation.field.attname)


def _linked(rows: QuerySet[Any], page: str) -> Iterator[QuerySet[Any, Any]]:
    columns = [field.name for field in rows.model._meta.fields if isinstance(field, MarkdownField)]
    if columns:
        some = Q()
        for column in columns:
            some |= Q(**{f"{column}__contains": LINKED})
        yield rows.filter(some).values_list(page, *columns)
