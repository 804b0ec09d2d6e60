"""How a value of a record becomes fields of a model: each kind of value has its function, which a key names.

Such a function takes the name of the model's field, the value (None when the record says nothing) and the place where
it stands, and gives the names and values of the fields that hold it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Model

if TYPE_CHECKING:
    from exchange.page_content import Translator
    from exchange.record import Record, Values


class Lead(NamedTuple):
    """A record that another one leads to: by its ``reference``, or by its ``name`` in the bundle."""

    key: str
    target: str


@dataclass(frozen=True)
class Place:
    """Where a value stands: in which record and row, in which language, for which model."""

    translator: Translator
    record: Record
    row: Values
    model: type[Model]
    language: str = ""


Fields = Iterable[tuple[str, Any]]
Store = Callable[[str, Any, Place], Fields]


@cache
def _default(model: type[Model], name: str) -> Any:
    field: Any = model._meta.get_field(name)
    return field.get_default()


def as_it_is(name: str, value: Any, place: Place) -> Fields:
    """The value itself; what the record does not say is what a new row would hold."""
    return ((name, _default(place.model, name) if value is None else value),)


def when_said(name: str, value: Any, place: Place) -> Fields:
    """The value itself; left unsaid, it is the portal's to make, and to keep."""
    return ((name, value),) if value else ()


def elsewhere(name: str, value: Any, place: Place) -> Fields:
    """Nothing: what the value says is not a field of the page."""
    return ()


def row_of(table: str) -> Store:
    """A row of one of the reference tables."""

    def store(name: str, value: Any, place: Place) -> Fields:
        return ((f"{name}_id", place.translator.lookups.pk(table, value)),)

    return store


def body_or_kind(organisation: str, kind: str) -> Store:
    """An organisation, or a kind of organisation, in the field of each."""

    def store(name: str, value: Any, place: Place) -> Fields:
        lookups = place.translator.lookups
        found = lookups.pk("organisations", value)
        return (
            (f"{organisation}_id", found),
            (f"{kind}_id", None if found else lookups.pk("organisation_kinds", value)),
        )

    return store


def flags(*words: str) -> Store:
    """A field for each word of a list: whether it stands there."""

    def store(name: str, value: Any, place: Place) -> Fields:
        return tuple((f"{name}_{word}", word in (value or ())) for word in words)

    return store


def form(name: str, value: Any, place: Place) -> Fields:
    """A file of the bundle that readers fill in, as a document."""
    return ((f"{name}_id", place.translator.form(value, place) if value else None),)


def report(name: str, value: Any, place: Place) -> Fields:
    """A file of the bundle that tells what was said, as a document."""
    return ((f"{name}_id", place.translator.report(value, place) if value else None),)


def document(name: str, value: Any, place: Place) -> Fields:
    """A file of the bundle as a document."""
    return ((f"{name}_id", place.translator.document(place)),)


def image(name: str, value: Any, place: Place) -> Fields:
    """A picture of the bundle, with what the record says about it."""
    return ((f"{name}_id", place.translator.image(value, place) if value else None),)


LeadTo = Callable[[str, str], Lead]  # name of the record that says it, what it says


def page(lead_to: LeadTo, *, when_said: bool = False) -> Store:
    """The page that the record leads to; ``when_said`` leaves the field to another key when nothing is said."""

    def store(name: str, value: Any, place: Place) -> Fields:
        if when_said and not value:
            return ()
        return ((f"{name}_id", lead_to(place.record.name, value) if value else None),)

    return store


def by_reference(name: str, value: str) -> Lead:
    return Lead("reference", value)


def by_name(name: str, value: str) -> Lead:
    return Lead("name", value)


def neighbour(where: str) -> LeadTo:
    """Lead to a record of the same bundle by the name of its file, at ``where``: ``seminars/*/panels/``."""

    def lead_to(name: str, value: str) -> Lead:
        return Lead("name", f"{same_place(name, where)}{value}")

    return lead_to


def same_place(name: str, where: str) -> str:
    """Fill the stars of a place from a name: ``seminars/a/panels/b``, ``seminars/*/seminar`` → ``seminars/a/…``."""
    parts = zip(where.split("/"), [*name.split("/"), *("",) * where.count("/")], strict=False)
    return "/".join(own if part == "*" else part for part, own in parts)
