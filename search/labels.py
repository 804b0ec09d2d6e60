"""The facets that readers see, and the words for their values, read at the moment they are shown."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import CharField, F, QuerySet, Value
from django.utils.translation import gettext_lazy as _

import languages
from languages.fields import field_names
from languages.text import in_language
from organisations.models import Municipality, Organisation
from portal.kinds import record_models
from portal.per_edition import per_edition
from portal.theme_labels import label_in_row, labels_of
from themes.models import Theme

#: Names of the facets in the order in which they are shown.
FACETS: dict[str, Any] = {
    "theme": _("Theme"),
    "audience": _("Audience"),
    "organisation": _("Organisation"),
    "municipality": _("Municipality"),
    "kind": _("Kind of record"),
    "year": _("Year"),
    "state": _("State"),
}


@dataclass(frozen=True)
class Labelled:
    """A value of a facet with its words, a ``Text`` or lazy; ``depth`` is how far below the top of a tree it is."""

    value: str
    label: Any
    depth: int = 0


class Labels:
    """The words of the facets for one request: those of a facet are read once, whoever asks and for how many values."""

    def __init__(self) -> None:
        self._read: dict[str, list[Any]] = {}

    def of(self, facet: str, values: Collection[str]) -> list[Labelled]:
        """Return those of ``values`` that exist, in the order in which they are shown."""
        if not values:
            return []
        if facet == "theme":
            return list(_themes(self._rows(facet), values))
        if facet in NAMED:
            code = languages.active()
            rows = (row for row in self._rows(facet) if row.key in values)
            return _by_label(Labelled(row.key, in_language(row, "name", code)) for row in rows)
        return list(COMPUTED[facet](values))

    def _rows(self, facet: str) -> list[Any]:
        if facet not in self._read:
            read = _read_themes if facet == "theme" else _read_named
            rows: Mapping[str, list[Any]] = per_edition(("labels", facet == "theme"), read)
            self._read.update(rows)
        return self._read[facet]


def _themes(rows: Iterable[Any], values: Collection[str]) -> Iterator[Labelled]:
    """Yield narrower themes after their broader one."""
    shown = [row for row in rows if row.slug in values]
    labels = {row.pk: label_in_row(row, row.slug) for row in shown}
    below: dict[int | None, list[Any]] = {}
    for row in sorted(shown, key=lambda row: str(labels[row.pk]).casefold()):
        below.setdefault(row.broader_id if row.broader_id in labels else None, []).append(row)
    yield from _branches(below, labels, None, 0)


def _branches(
    below: Mapping[int | None, list[Any]], labels: Mapping[int, Any], above: int | None, depth: int
) -> Iterator[Labelled]:
    for row in below.get(above, ()):
        yield Labelled(row.slug, labels[row.pk], depth)
        yield from _branches(below, labels, row.pk, depth + 1)


def _read_themes() -> dict[str, list[Any]]:
    themes = Theme.objects.order_by().annotate(**labels_of("pk"))
    return {"theme": list(themes.values_list("pk", "slug", "broader_id", *field_names("label"), named=True))}


def _read_named() -> dict[str, list[Any]]:
    """Return the rows of all facets whose values have a name in each language, in one query.

    They have a ``key`` and the names, and no more: they are read for every question.
    """
    rows = [_named(facet, model, key) for facet, (models, key) in NAMED.items() for model in models()]
    read: dict[str, list[Any]] = {facet: [] for facet in NAMED}
    for row in rows[0].union(*rows[1:], all=True):
        read[row.facet].append(row)
    return read


def _named(facet: str, model: type[Any], key: str) -> QuerySet[Any, Any]:
    rows = model._default_manager.order_by().annotate(facet=Value(facet, output_field=CharField()), key=F(key))
    return rows.values_list("facet", "key", *field_names("name"), named=True)


def _audience_models() -> set[Any]:
    """Return the audiences of whatever type of record has any; search knows none of these types by name."""
    found = set()
    for model in record_models():
        try:
            found.add(model._meta.get_field("audience").related_model)
        except FieldDoesNotExist:
            continue
    return found


def _kinds(values: Collection[str]) -> list[Labelled]:
    return _by_label(Labelled(kind, label) for kind, label in kind_labels().items() if kind in values)


def kind_labels() -> dict[str, Any]:
    """Return the name of each kind of record."""
    return {model.kind: model._meta.verbose_name or model.kind for model in record_models()}


def _years(values: Collection[str]) -> list[Labelled]:
    years = (value for value in values if len(value) == 4 and value.isascii() and value.isdigit())
    return [Labelled(year, year) for year in sorted(years, reverse=True)]


def _states(values: Collection[str]) -> list[Labelled]:
    """Return the states in the order in which the kinds of records declare theirs."""
    choices = {value: label for model in record_models() for value, label in _states_of(model)}
    return [Labelled(value, choices[value]) for value in choices if value in values]


def _states_of(model: type[Any]) -> Iterable[tuple[str, Any]]:
    return model._meta.get_field(model.state_field).choices if model.state_field else ()


def _by_label(rows: Iterable[Labelled]) -> list[Labelled]:
    return sorted(rows, key=lambda row: str(row.label).casefold())


#: The facets whose words stand in the database under a key: of which models, and what the key is called.
NAMED: dict[str, tuple[Callable[[], Iterable[Any]], str]] = {
    "audience": (_audience_models, "identifier"),
    "organisation": (lambda: [Organisation], "identifier"),
    "municipality": (lambda: [Municipality], "nis"),
}
COMPUTED: dict[str, Callable[[Collection[str]], list[Labelled]]] = {"kind": _kinds, "year": _years, "state": _states}
