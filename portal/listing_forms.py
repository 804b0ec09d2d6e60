from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from portal.facets import Facet, Option
from portal.list_index import Bits, ListIndex
from portal.theme_tree import THEME, theme_tree

#: Beyond this page nobody reads on; a larger number is answered with the last page.
MOST_PAGES = 1000


class RecordFilterForm(forms.Form):
    """The filters of a list of records: themes, and what the kind of record adds; only values that have records."""

    theme = forms.MultipleChoiceField(label=_("Theme"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: QueryDict, *, index: ListIndex, model: type[Any], facets: Sequence[Facet]) -> None:
        super().__init__(data)
        self.index, self.facets = index, facets
        self.tree = theme_tree(index.of(THEME))
        branches = (Option(each.slug, str(each.label), each.records, each.also) for each in self.tree)
        self.offered: Mapping[str, dict[str, Option]] = {
            THEME: _by_value(branches),
            **{facet.name: _by_value(facet.options(model, index.of(facet.name))) for facet in facets},
        }
        for facet in facets:
            self.fields[facet.name] = forms.MultipleChoiceField(
                label=facet.label(model), required=False, widget=forms.CheckboxSelectMultiple
            )
        for name, options in self.offered.items():
            self.fields[name].choices = [(each.value, _labelled(each)) for each in options.values()]
        self._follow_replacements()
        self.is_valid()

    def _follow_replacements(self) -> None:
        """Let an address that names what has been replaced mean what stands in its place."""
        read = self.data.copy()
        for name, options in self.offered.items():
            now = {old: option.value for option in options.values() for old in option.also}
            if not now.keys().isdisjoint(read.getlist(name)):
                read.setlist(name, [now.get(value, value) for value in read.getlist(name)])
        self.data = read

    @property
    def facet_fields(self) -> list[forms.BoundField]:
        """The fields beside the themes that have something to choose."""
        return [self[facet.name] for facet in self.facets if self.offered[facet.name]]

    @property
    def page_number(self) -> int:
        text = self.data.get("page", "1")
        return max(1, min(int(text), MOST_PAGES)) if text.isascii() and text.isdigit() and len(text) < 6 else 1

    def values(self, name: str) -> list[str]:
        """Return the values in force of one filter; what is not offered does not filter."""
        return [value for value in dict.fromkeys(self.data.getlist(name)) if value in self.offered[name]]

    @property
    def records(self) -> Bits:
        """The records of the list that answer to every filter; the values of one filter are alternatives."""
        found = self.index.everything
        for name, options in self.offered.items():
            if values := self.values(name):
                found &= _any(options[value].records for value in values)
        return found

    def chosen(self) -> Iterator[tuple[str, str]]:
        """Yield the label of each filter in force with the query string that takes it off."""
        for name, options in self.offered.items():
            for value in self.values(name):
                rest = self.data.copy()
                rest.setlist(name, [each for each in rest.getlist(name) if each != value])
                rest.pop("page", None)
                yield _labelled(options[value]), rest.urlencode()

    def query_without(self, name: str) -> str:
        rest = self.data.copy()
        rest.pop(name, None)
        return rest.urlencode()


def _by_value(options: Iterator[Option]) -> dict[str, Option]:
    return {option.value: option for option in options}


def _labelled(option: Option) -> str:
    return f"{option.label} ({option.number})"


def _any(sets: Iterator[Bits]) -> Bits:
    found = 0
    for records in sets:
        found |= records
    return found
