"""A content bundle as a stream of records; only one record is in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

import languages
from exchange.attached import AttachedRows
from exchange.errors import Problem, Problems
from exchange.front_matter import Document, read_document
from exchange.kinds import PLACES, TABLES, kind_of
from exchange.record import Record, RecordReader
from exchange.record_checks import check_record
from exchange.record_files import RecordFiles, TableFile, Walk
from exchange.text_files import read_text
from exchange.values import Context


@dataclass
class Bundle:
    """Reads the records of a bundle; problems are added as they are met.

    A record that is read may have problems: only a bundle without any may be written.
    """

    context: Context
    problems: Problems
    attached: AttachedRows = field(init=False)

    def __post_init__(self) -> None:
        self.attached = AttachedRows(self.context.root, self.problems)

    def records(self) -> Iterator[Record]:
        """Yield the records that could be read; what holds others comes first, else in the order of their names."""
        for found in Walk(self.context.root, PLACES, TABLES, self.problems).found():
            if isinstance(found, TableFile):
                self.attached.check(found.name, found.place)
            else:
                record = self._record(found)
                if record is not None:
                    yield record

    def again(self, name: str, place: str) -> Record | None:
        """Read one record of the bundle once more."""
        paths = {code: self.context.root / f"{name}.{code}.md" for code in languages.CODES}
        return self._record(RecordFiles(name, place, paths))

    def _record(self, files: RecordFiles) -> Record | None:
        """Return the record that two files make, None when one of them cannot be read at all."""
        for code in languages.CODES:
            if code not in files.paths:
                message = _("The language file is missing; a title and a summary are enough.")
                self.problems.add(Problem(f"{files.name}.{code}.md", 0, "", message))
        present = [code for code in languages.CODES if code in files.paths]
        read = {code: self._document(files.paths[code], f"{files.name}.{code}.md") for code in present}
        documents = {code: document for code, document in read.items() if document is not None}
        if len(documents) < len(read):
            return None
        kind = kind_of(files.place, documents.values())
        reader = RecordReader(kind, self.context, self.problems)
        record = reader.read(files.name, documents, self.attached.of(kind, files.name))
        check_record(record, self.problems)
        return record

    def _document(self, path: Path, name: str) -> Document | None:
        text = read_text(path, name, self.problems)
        return None if text is None else read_document(text, name, self.problems)
