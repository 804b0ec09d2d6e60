"""The engine of this installation, as settings choose it."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib import import_module
from pathlib import Path

from django.conf import settings

import languages
from search.engines.base import Engine
from search.engines.fts5 import Fts5Engine
from search.models import IndexFile

_held: ContextVar[dict[str, str] | None] = ContextVar("names of index files", default=None)


@contextmanager
def names_held() -> Iterator[None]:
    """Let one question read the names of the index files once, however many indexes it looks in; never for writing."""
    before = _held.set({})
    try:
        yield
    finally:
        _held.reset(before)


class DatabaseNames:
    """The rows of the main database that name the index files; see :class:`search.engines.fts5_files.Names`."""

    def current(self, language: str) -> str:
        held = _held.get()
        if held is not None:
            if not held:
                held.update({"": "", **dict(IndexFile.objects.values_list("language", "name"))})
            return held.get(language, "")
        return IndexFile.objects.filter(language=language).values_list("name", flat=True).first() or ""

    def switch(self, language: str, name: str) -> None:
        IndexFile.objects.update_or_create(language=language, defaults={"name": name})


def engine() -> Engine:
    """Return the one engine of this process."""
    chosen = settings.SEARCH
    if chosen["ENGINE"] == "cluster":
        return _cluster(tuple(chosen["URLS"]), chosen["PREFIX"], chosen["AUTHORITY"], os.getpid())
    return _embedded(Path(chosen["DIRECTORY"]))


@contextmanager
def scratch_cluster() -> Iterator[Engine]:
    """Give an engine with indexes of its own in the cluster of this installation; none is left when the block ends."""
    made = _cluster(tuple(settings.SEARCH["URLS"]), f"s{secrets.token_hex(6)}", settings.SEARCH["AUTHORITY"], 0)
    try:
        yield made
    finally:
        for code in languages.CODES:
            made.indices.delete_all(code)  # type: ignore[attr-defined]


@cache
def _embedded(directory: Path) -> Engine:
    return Fts5Engine(directory, DatabaseNames())


@cache
def _cluster(urls: tuple[str, ...], prefix: str, authority: str, process: int) -> Engine:
    """Return the engine of one ``process``: connections are not shared on both sides of a fork."""
    # Loaded where it is used only: its packages take half a second and 40 MB.
    transport = import_module("search.engines.cluster_transport")
    made: Engine = import_module("search.engines.cluster").ClusterEngine(transport.Place(urls, prefix, authority))
    return made
