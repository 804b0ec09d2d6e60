"""One record read from its two files: facts once, texts per language, and where each of them stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

import languages
from exchange import sections
from exchange.csv_files import Row
from exchange.errors import Problem, Problems
from exchange.front_matter import Document, Entry, Refused
from exchange.schema import BODY, Field, Kind, Rows
from exchange.values import Context

Part = tuple[Document, Mapping[str, Entry]]


@dataclass(frozen=True)
class Values:
    """The facts of a record or of one of its rows, and its texts by key and language; nothing stands for empty."""

    facts: Mapping[str, Any]
    texts: Mapping[str, Mapping[str, Any]]

    def text(self, key: str, language: str) -> Any:
        return self.texts.get(key, {}).get(language)


@dataclass(frozen=True)
class Record:
    """A record of a bundle. ``name`` is its folder and file name without language: ``guides/visite``.

    ``attached`` are the rows that stand in a CSV file, by their key: ``recommendations.2``.
    """

    name: str
    kind: Kind
    values: Values
    rows: Mapping[str, tuple[Values, ...]]
    documents: Mapping[str, str]
    places: Mapping[tuple[str, str], int] = field(default_factory=dict)
    attached: Mapping[str, Row] = field(default_factory=dict)

    @property
    def file(self) -> str:
        """The file that a problem of the record as a whole is told with."""
        return next(iter(self.documents.values()))

    @property
    def published(self) -> bool:
        return bool(self.values.facts.get("published", True))

    def problem(self, key: str, message: str, language: str = "") -> Problem:
        """Return a problem with a value of this record, at the place where it was read."""
        row, __, column = key.rpartition(".")
        if row in self.attached:
            return self.attached[row].problem(f"{column}_{language}" if language else column, message)
        for candidate in (language,) if language else self.documents:
            if (candidate, key) in self.places:
                return Problem(self.documents[candidate], self.places[candidate, key], key, message)
        return Problem(self.documents[language or next(iter(self.documents))], 1, key, message)


@dataclass
class RecordReader:
    """Reads the documents of one record, one per language, and adds whatever is wrong to ``problems``."""

    kind: Kind
    context: Context
    problems: Problems
    places: dict[tuple[str, str], int] = field(default_factory=dict)

    def read(self, name: str, documents: Mapping[str, Document], attached: Mapping[str, list[Row]]) -> Record:
        """Return a record; ``attached`` are the rows that a CSV file has for it, by the key that they stand for."""
        parts = {language: (document, self._entries(document, language)) for language, document in documents.items()}
        self._check_keys(parts, {*self.kind.fields, *(key for key, rows in self.kind.rows.items() if not rows.table)})
        read = self._values(parts, self.kind.fields, "")
        rows = {
            key: self._attached(declared, attached[key]) if key in attached else self._rows(key, declared.fields, parts)
            for key, declared in self.kind.rows.items()
            if key in attached or not declared.table
        }
        files = {language: document.file for language, document in documents.items()}
        cells = {f"{key}.{number}": row for key, found in attached.items() for number, row in enumerate(found, start=1)}
        return Record(name, self.kind, read, rows, files, self.places, cells)

    def _entries(self, document: Document, language: str) -> Mapping[str, Entry]:
        below = {BODY, *self.kind.sections}
        for name in below & document.entries.keys():
            message = _("This text stands below the front matter, not in it.")
            self.problems.add(Problem(document.file, document.entries[name].line, name, message))
        if self.kind.sections:
            body = sections.split(document, language, self.kind.sections, self.problems)
        else:
            body = {BODY: Entry(BODY, document.body_line, document.body, below=True)} if document.body.strip() else {}
        return {**{name: entry for name, entry in document.entries.items() if name not in below}, **body}

    def _check_keys(self, parts: Mapping[str, Part], known: set[str]) -> None:
        for document, entries in parts.values():
            for name, entry in entries.items():
                if name not in known:
                    self.problems.add(Problem(document.file, entry.line, entry.key, _("This key is unknown.")))

    def _values(self, parts: Mapping[str, Part], fields: Mapping[str, Field], prefix: str) -> Values:
        facts: dict[str, Any] = {}
        texts: dict[str, dict[str, Any]] = {}
        for name, rule in fields.items():
            found = dict(self._read(name, rule, parts))
            if rule.per_language:
                texts[name] = found
            elif found:
                facts[name] = next(iter(found.values()))
                self._check_agreement(name, found, parts)
            self._check_needed(name, rule, found, parts, prefix)
        return Values(facts, texts)

    def _read(self, name: str, rule: Field, parts: Mapping[str, Part]) -> Iterator[tuple[str, Any]]:
        for language, (document, entries) in parts.items():
            entry = entries.get(name)
            if entry is None or entry.value in (None, "", []):
                continue
            self.places[language, entry.key] = entry.line
            try:
                yield language, rule.read(entry, self.context)
            except Refused as refused:
                self.problems.add(Problem(document.file, refused.line, refused.key, refused.message))
                # The other checks of this value would only repeat that it is wrong.
                yield language, None

    def _check_agreement(self, name: str, found: Mapping[str, Any], parts: Mapping[str, Part]) -> None:
        (first, value), *others = found.items()
        for language, other in others:
            if other != value and None not in (other, value):
                document, entries = parts[language]
                there, entry = parts[first][0].file, entries[name]
                message = _("This is a fact of the record, and %(file)s says something else.") % {"file": there}
                self.problems.add(Problem(document.file, entry.line, entry.key, message))

    def _check_needed(
        self, name: str, rule: Field, found: Mapping[str, Any], parts: Mapping[str, Part], prefix: str
    ) -> None:
        if not rule.needed or (found and not rule.per_language):
            return
        for language, (document, entries) in parts.items():
            if language not in found:
                line = min((entry.line for entry in entries.values()), default=0) if prefix else 1
                line = line or self.places.get((language, prefix.partition(".")[0]), 1)
                message = _("This may not be missing or empty.")
                self.problems.add(Problem(document.file, line, f"{prefix}{name}", message))
            if not rule.per_language:
                break

    def _rows(self, key: str, fields: Mapping[str, Field], parts: Mapping[str, Part]) -> tuple[Values, ...]:
        read = {language: self._list(key, language, part) for language, part in parts.items()}
        lists = {language: rows for language, rows in read.items() if rows is not None}
        counts = {len(rows) for rows in lists.values()}
        if len(counts) > 1:
            self._refuse_counts(key, lists, parts)
            return ()
        return tuple(
            self._row(
                f"{key}.{number + 1}.",
                fields,
                {language: (parts[language][0], rows[number]) for language, rows in lists.items()},
            )
            for number in range(counts.pop() if counts else 0)
        )

    def _list(self, key: str, language: str, part: Part) -> list[dict[str, Entry]] | None:
        document, entries = part
        entry = entries.get(key)
        if entry is None or entry.value is None:
            return None
        items = entry.value if isinstance(entry.value, list) else [Entry(key, entry.line, None)]
        rows = [item.value for item in items if isinstance(item.value, dict)]
        if items:
            self.places[language, key] = entry.line
        if len(rows) == len(items):
            return rows
        wrong = next(item for item in items if not isinstance(item.value, dict))
        message = _("A list of rows with keys is expected here.")
        self.problems.add(Problem(document.file, wrong.line, wrong.key, message))
        return None

    def _refuse_counts(self, key: str, lists: Mapping[str, list[Any]], parts: Mapping[str, Part]) -> None:
        (first, rows), (second, others) = lists.items()
        place = {"here": len(others), "there": len(rows), "file": parts[first][0].file}
        message = _("This list has %(here)d rows, but %(there)d in %(file)s.") % place
        self.problems.add(Problem(parts[second][0].file, parts[second][1][key].line, key, message))

    def _attached(self, declared: Rows, rows: list[Row]) -> tuple[Values, ...]:
        return tuple(self._cells(row, declared.fields) for row in rows)

    def _cells(self, row: Row, fields: Mapping[str, Field]) -> Values:
        texts = {
            key: {code: self._cell(row, f"{key}_{code}", rule) for code in languages.CODES if row[f"{key}_{code}"]}
            for key, rule in fields.items()
            if rule.per_language
        }
        facts = {key: self._cell(row, key, rule) for key, rule in fields.items() if not rule.per_language and row[key]}
        return Values(facts, texts)

    def _cell(self, row: Row, column: str, rule: Field) -> Any:
        try:
            return rule.read(Entry(column, row.line, row[column]), self.context)
        except Refused as refused:
            self.problems.add(row.problem(column, refused.message))
            return None

    def _row(self, prefix: str, fields: Mapping[str, Field], parts: Mapping[str, Part]) -> Values:
        self._check_keys(parts, set(fields))
        return self._values(parts, fields, prefix)
