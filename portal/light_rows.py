"""The rows of a record that need little joined to them, of every kind in one query.

Each kind of rows has a table of its own; prefetching would ask once for each. The database puts them together instead,
each row as JSON. As in Wagtail's own ``specific()``, the work is done by the iterable of the queryset.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from typing import Any, TypeAlias

from django.db.models import F, Field, Model, Prefetch, QuerySet, Value
from django.db.models.functions import JSONObject
from django.db.models.query import ModelIterable

Joins: TypeAlias = Mapping[str, tuple[str, ...]]


class WithLightRows(ModelIterable):
    """Records with the rows of the relations that their class names in ``light_rows``."""

    def __iter__(self) -> Iterator[Any]:
        records = list(super().__iter__())
        if records:
            read_rows(records, self.queryset.model.light_rows, self.queryset.model.light_joins)
        return iter(records)


def with_joined_rows(pages: QuerySet[Any], joined: Joins) -> QuerySet[Any]:
    """Return the pages with these rows, each with what is joined to it; one query for each kind of rows."""
    for name, facts in joined.items():
        model = pages.model._meta.get_field(name).related_model
        pages = pages.prefetch_related(Prefetch(name, model._default_manager.select_related(*facts)))
    return pages


def read_rows(records: list[Any], relations: tuple[str, ...], joins: Joins) -> None:
    """Set the rows of these relations on records of one class, in their own order."""
    found = rows_of(type(records[0]), [record.pk for record in records], relations, joins)
    for record in records:
        for name in relations:
            setattr(record, name, found.get((name, record.pk), []))


def rows_of(
    model: type[Model], pks: Sequence[int], relations: tuple[str, ...], joins: Joins
) -> dict[tuple[str, int], list[Any]]:
    """Return the rows of these relations by relation and key of the record, in their own order; one query.

    ``joins`` names, for a relation, the foreign keys of its rows that are read with them; ``provision__act`` stands
    after ``provision``.
    """
    parts = [_part(model, name, pks, joins.get(name, ())) for name in relations]
    found: dict[tuple[str, int], list[Any]] = {}
    for name, owner, values in parts[0].union(*parts[1:], all=True):
        found.setdefault((name, owner), []).append(_row(_model(model, name), values, joins.get(name, ())))
    return {key: sorted(rows, key=_place) for key, rows in found.items()}


def _model(model: type[Model], name: str) -> Any:
    return model._meta.get_field(name).related_model


def _at_the_end(model: type[Model], path: str) -> Any:
    """Return the model to which foreign keys lead one after the other."""
    return reduce(_model, path.split("__"), model)


def _part(
    model: type[Model], name: str, pks: Sequence[int], joined: tuple[str, ...]
) -> QuerySet[Any, tuple[str, int, dict[str, Any]]]:
    """Return the name of a relation, the key of the record and the columns of the row, for each row of one kind."""
    field: Any = model._meta.get_field(name)
    target = field.related_model
    if field.many_to_many:
        rows, owner = field.remote_field.through._default_manager, field.m2m_field_name()
        prefix = f"{field.m2m_reverse_field_name()}__"
    else:
        rows, owner, prefix = target._default_manager, field.field.name, ""
    columns = _columns(target, prefix)
    for each in joined:
        columns[each] = JSONObject(**_columns(_at_the_end(target, each), f"{prefix}{each}__"))
    told = rows.filter(**{f"{owner}__in": pks}).order_by()
    return told.values_list(Value(name), F(f"{owner}_id"), JSONObject(**columns))


def _columns(model: type[Model], prefix: str) -> dict[str, Any]:
    return {column.attname: F(f"{prefix}{column.attname}") for column in model._meta.concrete_fields}


def _row(model: type[Model], values: dict[str, Any], joined: tuple[str, ...] = ()) -> Model:
    columns: list[Field[Any, Any]] = list(model._meta.concrete_fields)
    row = model(**{column.attname: column.to_python(values[column.attname]) for column in columns})
    row._state.adding = False
    for each in joined:
        # A key that is empty leads to a row of nothing but empty columns.
        target = _at_the_end(model, each)
        found = _row(target, values[each]) if values[each][target._meta.pk.attname] is not None else None
        *before, name = each.split("__")
        holder = reduce(getattr, before, row)
        if holder is not None:
            setattr(holder, name, found)
    return row


def _place(row: Any) -> tuple[Any, ...]:
    values = (getattr(row, name) for name in row._meta.ordering)
    return (*((value is None, value) for value in values), row.pk)
