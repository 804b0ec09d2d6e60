"""What a page holds when it says what a record says, in the names of the models."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db import models

import languages
from exchange import stores
from exchange.documents import Documents, form_paths
from exchange.images import Images
from exchange.matching import Site
from exchange.record import Record, Values
from exchange.reference_rows import MAPPED
from exchange.schema import Field, Rows
from exchange.stores import Lead, Place
from portal.models import PortalDocument
from themes.models import ThemedItem

Row = dict[str, Any]


@dataclass(frozen=True)
class RowSet:
    """The rows of one relation of a page; ``known_by`` as in ``schema.Rows``. A row may hold a Lead for a page."""

    model: type[models.Model]
    rows: list[Row]
    known_by: tuple[str, ...] = ()
    distinct: bool = False

    def resolved(self, site: Site) -> RowSet:
        """Return the set with pages for what it leads to, None for one that is not there yet."""
        rows = [resolved(row, site) for row in self.rows]
        if self.distinct:
            rows = [dict(pairs) for pairs in dict.fromkeys(tuple(row.items()) for row in rows)]
        return replace(self, rows=rows)


@dataclass(frozen=True)
class Content:
    """The fields of a page by name, what it has several of, and its rows by the name of their relation."""

    fields: Mapping[str, Any]
    many: Mapping[str, list[models.Model]]
    rows: Mapping[str, RowSet]

    @property
    def is_empty(self) -> bool:
        return not (self.fields or self.many or self.rows)

    def leads(self) -> Iterator[Lead]:
        for rows in self.rows.values():
            for row in rows.rows:
                yield from (value for value in row.values() if isinstance(value, Lead))

    def resolved(self, site: Site) -> Content:
        return replace(self, rows={name: rows.resolved(site) for name, rows in self.rows.items()})


def resolved(row: Row, site: Site) -> Row:
    return {name: site.target(value) if isinstance(value, Lead) else value for name, value in row.items()}


@dataclass(frozen=True)
class Lookups:
    """The rows of the reference tables by their identifiers."""

    tables: Mapping[str, Mapping[str, Any]]

    @classmethod
    def read(cls) -> Lookups:
        return cls(
            {
                table: {getattr(each, mapped.key): each for each in mapped.model._default_manager.all()}
                for table, mapped in MAPPED.items()
            }
        )

    def pk(self, table: str, identifier: str | None) -> int | None:
        found = self.tables[table].get(identifier or "")
        return found.pk if found else None


@dataclass(frozen=True)
class Translator:
    """Turns records into the content of pages; the rows of reference tables that they name must exist."""

    lookups: Lookups
    documents: Documents
    images: Images

    def content(self, record: Record) -> Content:
        kind = record.kind
        rows = {
            declared.accessor or key: self._row_set(record, record.rows[key], declared)
            for key, declared in kind.rows.items()
            if key in record.rows
        }
        if "themes" in kind.fields:
            themes = record.values.facts.get("themes", ())
            tags = [{"tag_id": self.lookups.pk("vocabulary", theme)} for theme in themes]
            rows = {"themed_items": RowSet(ThemedItem, tags), **rows}
        many = {
            rule.name or key: [self.lookups.tables[rule.many][each] for each in record.values.facts.get(key, ())]
            for key, rule in kind.fields.items()
            if rule.many
        }
        return Content(dict(self._fields(kind.fields, Place(self, record, record.values, kind.model))), many, rows)

    def _row_set(self, record: Record, rows: tuple[Values, ...], declared: Rows) -> RowSet:
        places = (Place(self, record, row, declared.model) for row in rows)
        found = [dict(self._fields(declared.fields, place)) for place in places]
        return RowSet(declared.model, found, declared.known_by, declared.distinct)

    def _fields(self, fields: Mapping[str, Field], place: Place) -> Iterator[tuple[str, Any]]:
        by_language = [(code, replace(place, language=code)) for code in languages.CODES]
        for key, rule in fields.items():
            if rule.many or rule.store is stores.elsewhere:
                continue
            name = rule.name or key
            if rule.per_language:
                for code, each in by_language:
                    yield from rule.store(f"{name}_{code}", place.row.text(key, code), each)
            else:
                yield from rule.store(name, place.row.facts.get(key), place)

    def form(self, path: str, place: Place) -> int:
        """Return the document of a form that a row names in the language of ``place``."""
        return self._named_in_row(path, place, PortalDocument.Kind.FORM)

    def report(self, path: str, place: Place) -> int:
        """Return the document of a report that a row names in the language of ``place``."""
        return self._named_in_row(path, place, PortalDocument.Kind.REPORT)

    def _named_in_row(self, path: str, place: Place, kind: str) -> int:
        # The list of files says in which language a file is; one that stands only in a row is in the row's.
        listed = (each for each in place.record.rows["files"] if each.facts["path"] == path)
        named = next(listed, Values({"language": place.language}, {}))
        titles = named.texts.get("title", {})
        return self.documents.of(path, named.facts.get("language", ""), titles, kind)

    def document(self, place: Place) -> int:
        """Return the document of a row of the list of files."""
        path = place.row.facts["path"]
        kind = PortalDocument.Kind.FORM if path in form_paths(place.record) else PortalDocument.Kind.OTHER
        return self.documents.of(path, place.row.facts.get("language", ""), place.row.texts.get("title", {}), kind)

    def image(self, path: str, place: Place) -> int:
        """Return the image of a path, with the credit, the rights and the description that the record gives."""
        facts, alt = place.row.facts, place.row.texts.get("image_alt", {})
        return self.images.of(path, facts.get("image_credit", ""), bool(facts.get("image_rights_confirmed")), alt)
