"""Puts content into a page, and tells what a page does not hold yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models

from exchange.page_content import Content, Row, RowSet
from exchange.stores import Lead
from portal.models import BilingualPage


def differences(page: BilingualPage, content: Content) -> Content:
    """Return the part of the content that the page does not hold yet."""
    return Content(
        {name: value for name, value in content.fields.items() if getattr(page, name) != value},
        {
            name: many
            for name, many in content.many.items()
            if {each.pk for each in getattr(page, name).all()} != {each.pk for each in many}
        },
        {name: rows for name, rows in content.rows.items() if _held_rows(page, name, rows.rows) != rows.rows},
    )


def fill(page: BilingualPage, content: Content) -> None:
    """Give a page, in memory, what the content says; what the content does not name stays."""
    for name, value in content.fields.items():
        setattr(page, name, value)
    for name, many in content.many.items():
        getattr(page, name).set(many)
    for accessor, rows in content.rows.items():
        _fill_rows(getattr(page, accessor), rows)


def insert_rows(pages: Sequence[tuple[BilingualPage, Content]]) -> None:
    """Insert the rows of new pages with a statement per table, except those that lead to another record."""
    rows: dict[type[models.Model], list[models.Model]] = {}
    for page, content in pages:
        for name, many in content.many.items():
            through, source, target = _through(page, name)
            rows.setdefault(through, []).extend(through(**{source: page, target: each}) for each in many)
        for accessor, wanted in content.rows.items():
            parent = parent_name(type(page), accessor)
            rows.setdefault(wanted.model, []).extend(
                wanted.model(**{parent: page}, sort_order=number, **row)
                for number, row in enumerate(wanted.rows)
                if not leads_on(row)
            )
    for model, instances in rows.items():
        model._default_manager.bulk_create(instances)


def _through(page: BilingualPage, name: str) -> tuple[type[models.Model], str, str]:
    field = page._meta.get_field(name)
    return field.remote_field.through, field.m2m_field_name(), field.m2m_reverse_field_name()


def parent_name(model: type[BilingualPage], accessor: str) -> str:
    """Return the field by which the rows of a relation name their page."""
    relation: Any = model._meta.get_field(accessor)
    return str(relation.field.name)


def leads_on(row: Row) -> bool:
    return any(isinstance(value, Lead) for value in row.values())


def _held_rows(page: BilingualPage, accessor: str, rows: list[Row]) -> list[Row]:
    names = rows[0] if rows else ("pk",)
    return [{name: getattr(row, name) for name in names} for row in getattr(page, accessor).all()]


def _fill_rows(manager: Any, wanted: RowSet) -> None:
    """Give a page its rows; a row that is the same, else one that is no longer wanted, is used again.

    A comment of an editor stays with its row, and no row takes the unique value of another one that is still there.
    """
    held = list(manager.all())
    names = [tuple(row) for row in wanted.rows]
    kept = [_taken_from(held, row, all_of) for row, all_of in zip(wanted.rows, names, strict=True)]
    if wanted.known_by:
        kept = [each or _taken_from(held, row, wanted.known_by) for row, each in zip(wanted.rows, kept, strict=True)]
    for number, row in enumerate(wanted.rows):
        child = kept[number] or (held.pop(0) if held and not wanted.known_by else wanted.model())
        for name, value in row.items():
            setattr(child, name, value)
        child.sort_order = number
        kept[number] = child
    manager.set(kept)


def _taken_from(held: list[Any], row: Row, names: tuple[str, ...]) -> Any:
    """Take the row that has the same values under these names out of those held; None when there is none."""
    same = next((each for each in held if all(getattr(each, name) == row[name] for name in names)), None)
    if same is not None:
        held.remove(same)
    return same
