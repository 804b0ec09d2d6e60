"""Which records a bundle has: a walk through its folders, which knows the places where files of records lie."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

import languages
from exchange.errors import Problem, Problems
from exchange.reference_tables import TABLES

FILES = "files"
_RECORD = re.compile(rf"(?P<stem>[A-Za-z0-9._-]+)\.(?P<language>{'|'.join(languages.CODES)})\.md")
_FOLDER = re.compile(r"[A-Za-z0-9._-]+")
_BESIDE = {"README.md", "LICENSE", "LICENSE.md", *(table.file for table in TABLES.values())}


@dataclass(frozen=True)
class RecordFiles:
    """The files of one record: ``name`` is what they share, ``place`` the one of its kind."""

    name: str
    place: str
    paths: dict[str, Path]


@dataclass(frozen=True)
class TableFile:
    """A file with rows of several records; ``name`` is its path in the bundle."""

    name: str
    place: str


@dataclass(frozen=True)
class Walk:
    """Walks through a bundle in a fixed order; whatever does not belong in one is added to ``problems``.

    A folder's own files come before the folders in it: what holds others comes first.
    """

    root: Path
    places: tuple[str, ...]
    tables: tuple[str, ...]
    problems: Problems

    def found(self, folder: str = "") -> Iterator[RecordFiles | TableFile]:
        entries = list(self._entries(folder))
        yield from self._files(folder, [entry for entry in entries if entry.is_file()])
        for entry in entries:
            if entry.is_dir() and (folder or entry.name != FILES):
                yield from self._below(f"{folder}{entry.name}/")

    def _entries(self, folder: str) -> Iterator[os.DirEntry[str]]:
        with os.scandir(self.root / folder) as found:
            entries = sorted((entry for entry in found if not entry.name.startswith(".")), key=lambda entry: entry.name)
        for entry in entries:
            if entry.is_symlink():
                self._refuse(f"{folder}{entry.name}", _("A bundle may not hold symbolic links."))
            else:
                yield entry

    def _below(self, folder: str) -> Iterator[RecordFiles | TableFile]:
        depth = folder.count("/")
        beginnings = {"/".join(place.split("/")[:depth]) for place in self.places if place.count("/") >= depth}
        if any(_fits(folder.rstrip("/"), each) for each in beginnings):
            yield from self.found(folder)
        else:
            self._refuse(folder.rstrip("/"), _("No kind of record has a folder of this name."))

    def _files(self, folder: str, entries: list[os.DirEntry[str]]) -> Iterator[RecordFiles | TableFile]:
        waiting: dict[str, dict[str, Path]] = {}
        for entry in entries:
            match, name = _RECORD.fullmatch(entry.name), f"{folder}{entry.name}"
            table = self._place_of(name, self.tables)
            if match and self._place_of(f"{folder}{match['stem']}", self.places):
                waiting.setdefault(f"{folder}{match['stem']}", {})[match["language"]] = Path(entry.path)
            elif table:
                yield TableFile(name, table)
            elif folder or entry.name not in _BESIDE:
                self._refuse(name, self._why(folder))
        for name in sorted(waiting):
            yield RecordFiles(name, self._place_of(name, self.places), waiting.pop(name))

    def _why(self, folder: str) -> str:
        if any(_fits(f"{folder}x", place) for place in self.places):
            return _("The name of a record's file ends in .fr.md or .nl.md and has no blanks or accents.")
        return _("No file of this name belongs in a bundle.")

    def _place_of(self, name: str, places: tuple[str, ...]) -> str:
        return next((place for place in places if _fits(name, place)), "")

    def _refuse(self, name: str, message: str) -> None:
        self.problems.add(Problem(name, 0, "", message))


def _fits(name: str, place: str) -> bool:
    parts, wanted = name.split("/"), place.split("/")
    pairs = zip(parts, wanted, strict=False)
    return len(parts) == len(wanted) and all(_FOLDER.fullmatch(a) if b == "*" else a == b for a, b in pairs)
