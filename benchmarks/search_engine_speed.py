"""One engine with records of one language, in a process of its own: indexing, questions, suggestions, memory.

python -m benchmarks.search_engine_speed fts5 fr 10000
python -m benchmarks.search_engine_speed cluster fr 10000 http://127.0.0.1:9201
"""

from __future__ import annotations

import argparse
import json
import resource
import secrets
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.search_records import SECONDS_PER_DAY, TODAY, Records, questions
from search.engines.base import Engine
from search.engines.fts5 import Fts5Engine
from search.plan import Query, plan
from search.streams import streams

QUESTIONS = 400
WARMING = 40
STARTS = (2, 3, 4)  # letters typed
ANALYSED = 2_000  # records, to tell how much of the indexing is analysis
PATIENCE = 60.0  # seconds; the first questions to a node that has just started are slow
NOW = TODAY * SECONDS_PER_DAY


class OneName(dict[str, str]):
    """The name of the index that serves, kept in memory."""

    def current(self, language: str) -> str:
        return self.get(language, "")

    def switch(self, language: str, name: str) -> None:
        self[language] = name


@contextmanager
def opened(name: str, address: str) -> Iterator[Engine]:
    """Give an engine with indexes of its own, which are gone at the end."""
    if name == "fts5":
        with tempfile.TemporaryDirectory() as folder:
            yield Fts5Engine(Path(folder), OneName())
        return
    transport = import_module("search.engines.cluster_transport")
    transport.READ_SECONDS = PATIENCE
    place = transport.Place((address,), f"bench{secrets.token_hex(4)}")
    engine = import_module("search.engines.cluster").ClusterEngine(place)
    try:
        yield engine
    finally:
        for language in ("fr", "nl"):
            engine.indices.delete_all(language)


def timed(work: Callable[[], Any]) -> tuple[float, float]:
    """Return the seconds and the processor seconds of this process that ``work`` takes."""
    begun, used = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - begun, time.process_time() - used


def measure(engine: Engine, language: str, count: int) -> dict[str, Any]:
    """Return seconds and processor seconds of all that is measured, and the memory that the rebuild took, in MB."""
    records = Records(language, count)
    made, _used = timed(lambda: [None for _record in Records(language, ANALYSED).everything()])
    few = list(Records(language, ANALYSED).everything())
    read, _used = timed(lambda: [analysed(language, each) for each in few])
    before = memory()
    rebuild = timed(lambda: engine.rebuild(language, records, lambda done: None))
    grown = memory() - before
    asked = [plan(Query(text, language, stop=10, now=NOW)) for text in questions(language, QUESTIONS + WARMING)]
    found = [timed(lambda each=each: engine.search(each)) for each in asked][WARMING:]
    typed = [text[:letters] for text in questions(language, QUESTIONS // len(STARTS)) for letters in STARTS]
    completed = [timed(lambda each=each: engine.suggest(language, [each], frozenset(), NOW, 8)) for each in typed]
    return {
        "rebuild": rebuild,
        "making": made / ANALYSED * count,
        "analysis": read / ANALYSED * count,
        "memory": grown,
        "questions": found,
        "suggestions": completed[WARMING:],
        "total": engine.search(asked[0]).total,
    }


def analysed(language: str, record: Any) -> Any:
    return streams(language, title=record.title, lead=record.lead, body=record.body, files=record.files)


def memory() -> float:
    """Return the most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("engine", choices=["fts5", "cluster"])
    parser.add_argument("language", choices=["fr", "nl"])
    parser.add_argument("count", type=int)
    parser.add_argument("address", nargs="?", default="http://127.0.0.1:9201")
    options = parser.parse_args()
    with opened(options.engine, options.address) as engine:
        json.dump(measure(engine, options.language, options.count), sys.stdout)


if __name__ == "__main__":
    main()
