"""The engine of this installation, as settings choose it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from django.conf import settings

from search.engines.base import Engine
from search.engines.fts5 import Fts5Engine
from search.models import IndexFile


class DatabaseNames:
    """The rows of the main database that name the index files; see :class:`search.engines.fts5_files.Names`."""

    def current(self, language: str) -> str:
        if getattr(_moment, "names", None) is None:
            return IndexFile.objects.filter(language=language).values_list("name", flat=True).first() or ""
        if not _moment.names:
            _moment.names = {"": "", **dict(IndexFile.objects.values_list("language", "name"))}
        name: str = _moment.names.get(language, "")
        return name

    def switch(self, language: str, name: str) -> None:
        IndexFile.objects.update_or_create(language=language, defaults={"name": name})


_moment = threading.local()


@contextmanager
def one_moment() -> Iterator[None]:
    """Let all that one search asks in this thread look at the same index files: their names are read once."""
    _moment.names = {}
    try:
        yield
    finally:
        _moment.names = None


def engine() -> Engine:
    """Return the one engine of this process."""
    return _embedded(Path(settings.SEARCH["DIRECTORY"]))


@cache
def _embedded(directory: Path) -> Engine:
    return Fts5Engine(directory, DatabaseNames())
