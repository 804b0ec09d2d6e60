"""The front matter asks for what the models ask for."""

from __future__ import annotations

import pytest
from django.db import models

from exchange import stores
from exchange.kinds import KINDS
from exchange.schema import Field, Kind
from languages.fields import translated_names

each_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.model.__name__)


def names(key: str, field: Field) -> set[str]:
    """The fields of the model that a key fills, as far as its name tells."""
    name = field.name or key
    return {f"{name}_fr", f"{name}_nl"} if field.per_language else {name}


def plain(fields: dict[str, Field]) -> set[str]:
    """The fields that keys fill with the value itself."""
    stored = (stores.as_it_is, stores.when_said)
    return {name for key, field in fields.items() if field.store in stored for name in names(key, field)}


@each_kind
def test_every_key_has_a_field_of_the_page(kind: Kind) -> None:
    assert plain(kind.fields) <= {field.name for field in kind.model._meta.get_fields()}


@each_kind
def test_every_text_of_the_page_has_a_key(kind: Kind) -> None:
    keys = {field.name or key for key, field in kind.fields.items() if field.per_language}

    assert set(translated_names(kind.model)) - {"address"} <= keys


@each_kind
def test_every_key_of_a_row_has_a_field_and_every_text_a_key(kind: Kind) -> None:
    for key, rows in kind.rows.items():
        assert plain(rows.fields) <= {field.name for field in rows.model._meta.get_fields()}, key
        told = {field.name or name for name, field in rows.fields.items() if field.per_language}
        assert set(translated_names(rows.model)) <= told, key


@each_kind
def test_what_a_page_may_not_leave_empty_is_needed_to_publish(kind: Kind) -> None:
    asked = {
        field.name
        for field in kind.model._meta.local_fields
        if isinstance(field, models.DateField | models.ForeignKey) and field.editable and not field.blank
    }

    assert asked - {"page_ptr"} <= set(kind.needed_to_publish)


@each_kind
def test_what_is_needed_to_publish_is_a_key(kind: Kind) -> None:
    assert set(kind.needed_to_publish) <= {*kind.fields, *kind.rows}
