"""The part of the vocabulary that leads to records, with their number, in one query."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, Value

from languages.text import Text
from portal.list_index import Bits, Found
from portal.successors import successor
from portal.theme_labels import label_in_row, labels_of
from themes.models import Theme, ThemedItem
from themes.tree import upwards

#: What lists know the themes of their records by.
THEME = "theme"


@dataclass(frozen=True)
class Branch:
    """A theme with the records under it, narrower themes included; ``depth`` is 0 at the top.

    ``also`` are the identifiers of the themes that it replaces.
    """

    slug: str
    label: Text
    depth: int
    records: Bits
    also: tuple[str, ...] = ()

    @property
    def number(self) -> int:
        return self.records.bit_count()


def theme_links(pages: QuerySet[Any] | None = None) -> QuerySet[Any, Any]:
    """Return the themes of all pages, or of these only, as the rows of a list."""
    items = ThemedItem.objects.order_by()
    if pages is not None:
        items = items.filter(content_object_id__in=pages.order_by().values("pk"))
    return items.values_list(Value(THEME), "content_object_id", "tag_id")


def theme_tree(found: Found) -> list[Branch]:
    """Return the themes of records and those above them, broader before narrower, each level by label.

    A deprecated theme that another one replaces is not there: its records stand under that one.
    """
    themes = {theme.pk: theme for theme in Theme.objects.annotate(**labels_of("pk"))} if found else {}
    return list(_Tree(themes, records_under(themes, found)).branches(None, 0))


def records_under(themes: Mapping[int, Theme], found: Found) -> dict[int, Bits]:
    """Return the records under each theme: one with two narrower themes counts once."""
    total: dict[int, Bits] = {}
    for theme, records in found.items():
        for above in upwards(themes, theme):
            total[above] = total.get(above, 0) | records
    return total


class _Tree:
    def __init__(self, themes: Mapping[int, Theme], records: Mapping[int, Bits]) -> None:
        replaced_by = {pk: theme.replaced_by_id for pk, theme in themes.items() if theme.deprecated}
        self.themes, self.records = themes, records
        self.last = {pk: successor(replaced_by, pk) for pk in themes}
        self.below: dict[int | None, list[int]] = {}
        for pk in records:
            if self.last[pk] == pk:
                self.below.setdefault(self.last.get(themes[pk].broader_id or 0), []).append(pk)

    def branches(self, above: int | None, depth: int) -> Iterator[Branch]:
        level = [(pk, label_in_row(self.themes[pk], self.themes[pk].slug)) for pk in self.below.get(above, ())]
        for pk, label in sorted(level, key=lambda each: str(each[1]).casefold()):
            also = tuple(self.themes[old].slug for old, last in self.last.items() if last == pk != old)
            yield Branch(self.themes[pk].slug, label, depth, self.records[pk], also)
            yield from self.branches(pk, depth + 1)
