"""The indexes of a search cluster: their names, which of them serves, and how far each of them is.

An index is built under a name that is used once. Questions go to an alias that holds a digest of the rules by which
texts are analysed: a program with other rules does not find an index made without them, whatever the order of an
upgrade, and no question needs to ask for the version first.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from search.engines import cluster_mapping as mapping
from search.engines.base import EngineDown, IndexUnusable
from search.engines.cluster_transport import BUILD_SECONDS, LOOK_SECONDS, WRITE_SECONDS, Cluster

STAMP = r"\d{8}t\d{6}-[0-9a-f]{6}"
NO_INDEX = "there is no index made with these rules of analysis"


@dataclass(frozen=True)
class Mark:
    """The index that serves, and the seq up to which changes are in it."""

    index: str
    seq: int


class Indices:
    """The indexes ``<prefix>-<language>-<stamp>`` of one cluster."""

    def __init__(self, cluster: Cluster, prefix: str) -> None:
        self.cluster = cluster
        self.prefix = prefix

    def alias(self, language: str) -> str:
        """Return the name to which questions are sent, whichever index serves."""
        return f"{self.prefix}-{language}-rules-{hashlib.sha256(mapping.VERSION.encode()).hexdigest()[:10]}"

    def new_name(self, language: str) -> str:
        """Return the name of an index to be built now; later ones come later in the order of names."""
        return f"{self.prefix}-{language}-{time.strftime('%Y%m%dt%H%M%S', time.gmtime())}-{secrets.token_hex(3)}"

    def mark(self, language: str, seconds: float = LOOK_SECONDS) -> Mark:
        """Return where the index that serves stands; raises :class:`IndexUnusable` where there is none.

        With 0 ``seconds`` a reader waits for it.
        """
        try:
            found = self.cluster.ask("GET", f"/{self.alias(language)}/_doc/{mapping.MARK}", seconds=seconds)
        except IndexUnusable as error:
            raise IndexUnusable(NO_INDEX) from error
        return Mark(found["_index"], found["_source"]["seq"])

    def set_mark(self, name: str, seq: int) -> None:
        """Note that all changes up to ``seq`` are in the index ``name``; a lower number than the one noted is none."""
        action = {"index": {"_id": mapping.MARK, "version": seq, "version_type": "external_gte"}}
        self.write(name, [action, {"seq": seq}])

    def write(self, name: str, lines: list[Any], *, seconds: float = WRITE_SECONDS) -> None:
        """Send changes to the index ``name``; one that is gone meanwhile is not made anew by its first document."""
        self.cluster.bulk(f"/{_writing(name)}/_bulk?require_alias=true&timeout={seconds:.0f}s", lines, seconds=seconds)

    def refresh(self, name: str) -> None:
        """Let readers find what was written."""
        self.cluster.ask("POST", f"/{name}/_refresh", seconds=BUILD_SECONDS)

    @contextmanager
    def created(self, language: str) -> Iterator[str]:
        """Create an index and yield its name; it is gone when the block fails."""
        name = self.new_name(language)
        facts = {"version": mapping.VERSION, "language": language}
        body = {
            "settings": mapping.SETTINGS,
            "mappings": {**mapping.MAPPING, "_meta": facts},
            "aliases": {_writing(name): {}},
        }
        try:
            self.cluster.ask("PUT", f"/{name}", body, seconds=BUILD_SECONDS)
            yield name
        except BaseException:
            with suppress(EngineDown):  # What is left then goes with the next build.
                self.delete(name)
            raise

    def switch(self, language: str, name: str) -> None:
        """Let the index ``name`` serve from now on, in one step."""
        alias = self.alias(language)
        replaced = [other for other, aliases in self.all(language).items() if alias in aliases and other != name]
        actions: list[Any] = [{"remove": {"index": other, "alias": alias}} for other in replaced]
        body = {"actions": [*actions, {"add": {"index": name, "alias": alias}}]}
        self.cluster.ask("POST", "/_aliases", body, seconds=BUILD_SECONDS)

    def delete_older(self, language: str, name: str) -> None:
        """Delete what was built before the index ``name``, finished or not."""
        for other in self.all(language):
            if other < name:
                self.delete(other)

    def delete_all(self, language: str) -> None:
        for name in self.all(language):
            self.delete(name)

    def delete(self, name: str) -> None:
        with suppress(IndexUnusable):
            self.cluster.ask("DELETE", f"/{name}", seconds=WRITE_SECONDS)

    def all(self, language: str) -> dict[str, Any]:
        """Return the indexes of a language with their aliases; another site may have a name that begins like ours."""
        start = f"{self.prefix}-{language}-"
        found = self.cluster.ask("GET", f"/{start}*/_alias", seconds=WRITE_SECONDS)
        return {name: found[name]["aliases"] for name in sorted(found) if re.fullmatch(re.escape(start) + STAMP, name)}


def _writing(name: str) -> str:
    """Return the alias through which the index ``name`` is written to: writing to an alias never makes an index."""
    return f"{name}-writing"
