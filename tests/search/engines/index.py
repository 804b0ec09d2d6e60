"""An index on disk or in a cluster, with a list of changes instead of a main database."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from search.engines.base import Change, Engine, Hits
from search.engines.cluster import ClusterEngine
from search.engines.cluster_transport import Place
from search.engines.fts5 import Fts5Engine
from search.plan import Query, plan


@dataclass
class Documents:
    """The documents of a test: the latest change of each key, as an outbox."""

    rows: dict[str, Change] = field(default_factory=dict)
    seq: int = 0

    def put(self, key: str, **facts: Any) -> None:
        self.seq += 1
        facts.setdefault("page", self.seq)
        self.rows[key] = Change(key=key, seq=self.seq, **facts)

    def remove(self, key: str) -> None:
        self.seq += 1
        self.rows[key] = Change(key=key, seq=self.seq, page=self.rows[key].page, deleted=True)

    def last(self) -> int:
        return self.seq

    def since(self, seq: int) -> Iterator[Change]:
        return iter(sorted((row for row in list(self.rows.values()) if row.seq > seq), key=lambda row: row.seq))

    def everything(self) -> Iterator[Change]:
        return iter([row for row in list(self.rows.values()) if not row.deleted])


class Names(dict[str, str]):
    """The names of the files that serve, kept in memory."""

    def current(self, language: str) -> str:
        return self.get(language, "")

    def switch(self, language: str, name: str) -> None:
        self[language] = name


class EngineIndex:
    """The index of one language in any engine, with its documents."""

    engine: Engine
    language: str
    documents: Documents
    #: What tells with which rules an index was made, and how many documents are written at a time.
    version = step = ""

    def built(self) -> list[str]:
        """Return the names of all indexes that there are, serving or not."""
        raise NotImplementedError

    def lose(self, name: str) -> None:
        """Lose an index as a disk or an operator might."""
        raise NotImplementedError

    def serving(self) -> str:
        return self.engine.health(self.language).name

    def build(self) -> int:
        return self.engine.rebuild(self.language, self.documents, lambda count: None)

    def catch_up(self) -> int:
        return self.engine.catch_up(self.language, self.documents)

    def search(self, text: str, **facts: Any) -> Hits:
        return self.engine.search(plan(replace(Query(text, self.language), **facts)))

    def keys(self, text: str, **facts: Any) -> list[str]:
        return [hit.key for hit in self.search(text, **facts).hits]


class Index(EngineIndex):
    """An index file in a directory."""

    version = "search.engines.fts5_schema.VERSION"
    step = "search.engines.fts5.DOCUMENTS_PER_TRANSACTION"

    def __init__(self, directory: Path, language: str = "fr") -> None:
        self.language = language
        self.documents = Documents()
        self.names = Names()
        self.engine: Fts5Engine = Fts5Engine(directory, self.names)

    def built(self) -> list[str]:
        return sorted(path.name for path in self.engine.files.directory.glob("*.sqlite3"))

    def lose(self, name: str) -> None:
        (self.engine.files.directory / name).unlink()


class ClusterIndex(EngineIndex):
    """An index of its own in a cluster."""

    version = "search.engines.cluster_mapping.VERSION"
    step = "search.engines.cluster.DOCUMENTS_PER_REQUEST"

    def __init__(self, address: str, language: str = "fr") -> None:
        self.language = language
        self.documents = Documents()
        self.engine: ClusterEngine = ClusterEngine(Place((address,), prefix=f"t{secrets.token_hex(6)}"))

    def built(self) -> list[str]:
        return list(self.engine.indices.all(self.language))

    def lose(self, name: str) -> None:
        self.engine.indices.delete(name)

    def delete(self) -> None:
        self.engine.indices.delete_all(self.language)
