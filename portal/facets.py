"""The filters that a list of records may offer, each with the values that have records and which records these are.

A facet says where the list finds its values, as a column of the record or as rows that refer to it, and how the values
are called.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, Value
from django.db.models.functions import ExtractYear
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from languages.fields import field_names
from portal.list_index import Bits, Found
from portal.successors import gathered, successor

Rows = QuerySet[Any, Any]
Label = str | Promise


@dataclass(frozen=True)
class Option:
    """A value as it stands in an address, and the records that have it.

    ``also`` are values that older addresses have for it.
    """

    value: str
    label: str
    records: Bits
    also: tuple[str, ...] = ()

    @property
    def number(self) -> int:
        return self.records.bit_count()


@dataclass(frozen=True)
class LinkFacet:
    """What records refer to, once or several times; ``key`` is what stands for it in an address.

    ``called`` is how the filter is called where the name of the field would not do.
    """

    name: str
    key: str = "identifier"
    called: Label = ""

    def label(self, model: type[Any]) -> str:
        return str(self.called) or _label(model, self.name)

    def columns(self, model: type[Any]) -> dict[str, Any]:
        return {} if model._meta.get_field(self.name).many_to_many else {self.name: f"{self.name}_id"}

    def links(self, model: type[Any]) -> Sequence[Rows]:
        field = model._meta.get_field(self.name)
        if not field.many_to_many:
            return []
        ends = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
        return [field.remote_field.through._default_manager.order_by().values_list(Value(self.name), *ends)]

    def options(self, model: type[Any], found: Found) -> Iterator[Option]:
        """Yield what the records refer to; what another one stands in the place of counts under that one."""
        related = model._meta.get_field(self.name).related_model
        rows, replaced_by = self._rows(related) if found else ({}, {})
        records = gathered(found, replaced_by)
        for pk, row in rows.items():
            if pk in records:
                also = tuple(
                    getattr(old, self.key) for key, old in rows.items() if successor(replaced_by, key) == pk != key
                )
                yield Option(getattr(row, self.key), str(row), records[pk], also)

    def _rows(self, related: type[Any]) -> tuple[dict[int, Any], dict[int, int | None]]:
        """Return every row with its key and name, in their own order, and which row replaces which; one query."""
        replaceable = any(field.name == "replaced_by" for field in related._meta.fields)
        columns = ["pk", self.key, *field_names("name"), *(["replaced_by_id"] if replaceable else [])]
        rows = [dict(zip(columns, row, strict=True)) for row in related._default_manager.values_list(*columns)]
        replaced_by = {row["pk"]: row.get("replaced_by_id") for row in rows}
        return {row["pk"]: related(**row) for row in rows}, replaced_by


@dataclass(frozen=True)
class ChoiceFacet:
    """One of the fixed values of a field, in the order in which the field declares them."""

    name: str

    def label(self, model: type[Any]) -> str:
        return _label(model, self.name)

    def columns(self, model: type[Any]) -> dict[str, Any]:
        return {self.name: self.name}

    def links(self, model: type[Any]) -> Sequence[Rows]:
        return []

    def options(self, model: type[Any], found: Mapping[Any, Bits]) -> Iterator[Option]:
        for value, label in model._meta.get_field(self.name).choices:
            if found.get(value):
                yield Option(str(value), capfirst(str(label)), found[value])


@dataclass(frozen=True)
class YearFacet:
    """The year of a date, the latest first."""

    name: str

    def label(self, model: type[Any]) -> str:
        return _("Year")

    def columns(self, model: type[Any]) -> dict[str, Any]:
        return {self.name: ExtractYear(self.name)}

    def links(self, model: type[Any]) -> Sequence[Rows]:
        return []

    def options(self, model: type[Any], found: Found) -> Iterator[Option]:
        for year in sorted(found, reverse=True):
            yield Option(str(year), str(year), found[year])


Facet = LinkFacet | ChoiceFacet | YearFacet

ORGANISATION = LinkFacet("organisation")
MUNICIPALITY = LinkFacet("municipalities", key="nis")


def _label(model: type[Any], name: str) -> str:
    return capfirst(str(model._meta.get_field(name).verbose_name))
