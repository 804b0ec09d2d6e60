"""Files of a bundle as documents of the portal: the same content in the same language is one document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.core.files import File
from wagtail.utils.file import hash_filelike

from exchange import stores
from exchange.bundle_files import file_in_bundle
from exchange.images import Images
from exchange.record import Record
from portal.models import PortalDocument


@dataclass
class Documents:
    """Finds or makes the document of a path; ``kept`` files are deleted again when the import does not succeed."""

    root: Path
    found: dict[tuple[str, str], int] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)
    kept: list[PortalDocument] = field(default_factory=list)

    def of(self, path: str, language: str, titles: Mapping[str, str], kind: str) -> int:
        """Return the primary key of the document that holds the content of ``path``."""
        if path not in self.hashes:
            with file_in_bundle(self.root, path).open("rb") as content:
                self.hashes[path] = hash_filelike(content)
        key = (self.hashes[path], language)
        if key not in self.found:
            held = PortalDocument.objects.filter(file_hash=key[0], language=language).order_by("pk").first()
            self.found[key] = (held or self._make(path, key, titles, kind)).pk
        return self.found[key]

    def _make(self, path: str, key: tuple[str, str], titles: Mapping[str, str], kind: str) -> PortalDocument:
        file_hash, language = key
        source = file_in_bundle(self.root, path)
        title = titles.get(language) or next(iter(titles.values()), "") or source.stem
        with source.open("rb") as content:
            document = PortalDocument(
                title=title,
                language=language,
                kind=kind,
                file=File(content, name=source.name),
                file_size=source.stat().st_size,
                file_hash=file_hash,
            )
            document.save()
        self.kept.append(document)
        return document


@contextmanager
def undone_on_error(*written: Documents | Images) -> Iterator[None]:
    """Delete the files that were written when the block fails or is interrupted: a roll-back only undoes rows."""
    try:
        yield
    except BaseException:
        for each in written:
            for row in each.kept:
                row.file.storage.delete(row.file.name)
        raise


def form_paths(record: Record) -> set[str]:
    """Return the paths that rows of the record name as forms or templates."""
    forms = [
        (key, name)
        for key, declared in record.kind.rows.items()
        for name, rule in declared.fields.items()
        if rule.store is stores.form
    ]
    return {path for key, name in forms for row in record.rows[key] for path in row.texts.get(name, {}).values()}
