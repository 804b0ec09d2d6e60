"""How well the search finds what was meant: nDCG@10 and Recall@20 on a set of questions with known answers.

    python -m benchmarks.search_relevance --language fr DIRECTORY

The directory holds ``corpus.jsonl`` (_id, title, text), ``queries.jsonl`` (_id, text) and ``qrels.tsv``
(query, document, grade). The documents are indexed as they are, without dates, restrictions or themes.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log2
from pathlib import Path
from statistics import mean, quantiles

from search.engines.base import Change
from search.engines.fts5 import Fts5Engine
from search.plan import Query, plan


@dataclass
class Corpus:
    """The documents of a set, as an outbox."""

    path: Path

    def last(self) -> int:
        return 0

    def since(self, seq: int) -> Iterator[Change]:
        return iter(())

    def everything(self) -> Iterator[Change]:
        for number, row in enumerate(_rows(self.path)):
            yield Change(key=row["_id"], seq=0, page=number, title=row["title"], body=row["text"])


class OneName(dict[str, str]):
    """The name of the file that serves, kept in memory."""

    def current(self, language: str) -> str:
        return self.get(language, "")

    def switch(self, language: str, name: str) -> None:
        self[language] = name


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _grades(path: Path) -> dict[str, dict[str, int]]:
    grades: dict[str, dict[str, int]] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for query, document, grade in list(csv.reader(lines, delimiter="\t"))[1:]:
            grades.setdefault(query, {})[document] = int(grade)
    return grades


def ndcg(ranking: Sequence[str], grades: dict[str, int], at: int = 10) -> float:
    gained = sum((2 ** grades.get(key, 0) - 1) / log2(place + 2) for place, key in enumerate(ranking[:at]))
    best = sorted(grades.values(), reverse=True)[:at]
    return gained / sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(best))


def recall(ranking: Sequence[str], grades: dict[str, int], at: int = 20) -> float:
    return len(set(ranking[:at]) & set(grades)) / len(grades)


def measure(directory: Path, language: str, queries: str = "queries.jsonl") -> dict[str, float]:
    """Return the two measures and the time of a question in milliseconds."""
    grades = _grades(directory / "qrels.tsv")
    asked = [row for row in _rows(directory / queries) if row["_id"] in grades]
    with tempfile.TemporaryDirectory() as folder:
        engine = Fts5Engine(Path(folder), OneName())
        engine.rebuild(language, Corpus(directory / "corpus.jsonl"), lambda count: None)
        gains, recalls, times = [], [], []
        for row in asked:
            started = time.perf_counter()
            found = engine.search(plan(Query(row["text"], language)))
            times.append((time.perf_counter() - started) * 1000)
            ranking = [hit.key for hit in found.hits]
            gains.append(ndcg(ranking, grades[row["_id"]]))
            recalls.append(recall(ranking, grades[row["_id"]]))
    cuts = quantiles(times, n=20)
    return {"ndcg@10": mean(gains), "recall@20": mean(recalls), "p50 ms": cuts[9], "p95 ms": cuts[18]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("directory", type=Path)
    parser.add_argument("--language", choices=["fr", "nl"], required=True)
    parser.add_argument("--queries", default="queries.jsonl", help="another file of questions in the directory")
    options = parser.parse_args()
    measures = measure(options.directory, options.language, options.queries)
    sys.stdout.write("  ".join(f"{name} {value:.3f}" for name, value in measures.items()) + "\n")


if __name__ == "__main__":
    main()
