"""How a kind of record is declared: where its files lie, its keys, its rows, and what each of them becomes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Model

import languages
from exchange import measures, stores, values
from exchange.stores import Lead, LeadTo, Store
from exchange.values import Read
from portal.models import BilingualPage

if TYPE_CHECKING:
    from exchange.matching import Site
    from exchange.record import Record, Values

BODY = "body"
Complaint = tuple[str, str]  # key, message
RowCheck = Callable[["Values"], Iterator[Complaint]]
RecordCheck = Callable[["Record", "Site"], Iterator[Complaint]]


@dataclass(frozen=True)
class Field:
    """One key. A fact (not ``per_language``) may stand in either file; what is ``needed`` may be empty in none.

    ``name`` is the model's field when it is not called like the key; ``store`` says how the value gets there, and
    ``lead`` to which record it leads. With ``many``, the name of a reference table, the page has several of its rows.
    """

    read: Read
    per_language: bool = False
    needed: bool = False
    name: str = ""
    store: Store = stores.as_it_is
    many: str = ""
    lead: LeadTo | None = None


@dataclass(frozen=True)
class Rows:
    """A list of rows under one key. ``accessor`` is the page's relation when it is not called like the key.

    A value of the key ``once`` stands in one row only. ``known_by`` names the model's fields by which a row stays the
    same row when anything else of it changes. Rows of a ``table`` stand in a CSV file of that place, which has a column
    for the name of the record; ``distinct`` rows that come out equal are one.
    """

    model: type[Model]
    fields: Mapping[str, Field]
    accessor: str = ""
    once: str = ""
    check: RowCheck | None = None
    known_by: tuple[str, ...] = ()
    table: str = ""
    distinct: bool = False


@dataclass(frozen=True)
class Kind:
    """One kind of record.

    ``place`` is where its files lie, a star for each name: ``seminars/*/panels/*``. ``above`` is the type of the page
    that holds its pages, or the place of the record that does. ``when`` tells it from another kind of the same place by
    the value of a key. The level-2 headings in ``sections``, per language, split the body into fields. ``known`` gives
    the pages that are there by their role. ``prepare`` is done to a page before it is revised.
    """

    place: str
    model: type[BilingualPage]
    above: type[BilingualPage] | str
    fields: Mapping[str, Field]
    rows: Mapping[str, Rows]
    needed_to_publish: tuple[str, ...]
    sections: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    when: tuple[str, str] | None = None
    check: RecordCheck | None = None
    known: Callable[[], Mapping[str, int]] = dict
    prepare: Callable[[Any], None] = lambda page: None

    @property
    def many(self) -> dict[str, str]:
        """What a page has several of besides rows: the names of its fields with their reference tables."""
        return {rule.name or key: rule.many for key, rule in self.fields.items() if rule.many}

    @property
    def relations(self) -> list[str]:
        """Return everything that a page of this kind has several of, for reading it at once."""
        rows = [rows.accessor or key for key, rows in self.rows.items()]
        return [*rows, *self.many, *(("themed_items",) if "themes" in self.fields else ())]

    def rows_of(self, accessor: str) -> Rows:
        """Return the declaration of the rows of a relation of the page."""
        return next(rows for key, rows in self.rows.items() if accessor == (rows.accessor or key))

    def key_of(self, name: str) -> tuple[str, str]:
        """Return the key that holds a field or relation of the page, and the language of the field."""
        plain, code = name.removesuffix(name[-3:]), name[-2:]
        language = code if name[-3:] in [f"_{code}" for code in languages.CODES] else ""
        wanted = plain if language else name
        keys = {rule.name or key: key for key, rule in self.fields.items()}
        keys |= {rows.accessor or key: key for key, rows in self.rows.items()}
        return {"themed_items": "themes", **keys}.get(wanted, wanted), language


def limit(model: type[Model], name: str) -> int:
    found: Any = model._meta.get_field(name)
    return int(found.max_length)


def text(model: type[Model], name: str, *, needed: bool = False, renamed: bool = False) -> Field:
    """A text on one line in each language, as long as the model lets it be; ``renamed`` when its key is another."""
    read = values.text(limit(model, f"{name}_{languages.CODES[0]}"))
    return Field(read, per_language=True, needed=needed, name=name if renamed else "")


def markdown(name: str = "") -> Field:
    return Field(values.markdown, per_language=True, name=name)


def fact(model: type[Model], name: str) -> Field:
    """A text on one line that is the same in both languages."""
    return Field(values.text(limit(model, name)))


def one_of(choices: Mapping[str, Any] | type[Any], *, needed: bool = False) -> Field:
    """One of the values of a closed list of a model."""
    return Field(values.choice({str(value): value for value in choices.values}), needed=needed)


def organisation(*, needed: bool = False, name: str = "") -> Field:
    return Field(values.identifier("organisations"), needed=needed, name=name, store=stores.row_of("organisations"))


def several(table: str) -> Field:
    """Some rows of a reference table, named by their identifiers."""
    return Field(values.identifiers(table), many=table)


def one_row(table: str, *, needed: bool = False) -> Field:
    """A row of a reference table, named by its identifier."""
    return Field(values.identifier(table), needed=needed, store=stores.row_of(table))


def day(*, needed: bool = False) -> Field:
    return Field(measures.day, needed=needed)


def truth() -> Field:
    return Field(values.truth)


def unstored(read: Read) -> Field:
    """A fact that is not a field of the page."""
    return Field(read, store=stores.elsewhere)


def page(lead: LeadTo, *, read: Read = values.reference, name: str = "", when_said: bool = False) -> Field:
    """The page of another record; see ``stores.page``."""
    return Field(read, name=name, store=stores.page(lead, when_said=when_said), lead=lead)


def leads_to(row: Values, fields: Mapping[str, Field], name: str) -> Iterator[tuple[str, Lead]]:
    """Yield the keys of a row that lead to a record, with that record; ``name`` is that of the row's own record."""
    for key, rule in fields.items():
        if rule.lead and row.facts.get(key):
            yield key, rule.lead(name, row.facts[key])
