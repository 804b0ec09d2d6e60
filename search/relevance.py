"""How well a ranking answers questions whose answers are known: sets of questions on disk, and the measures."""

from __future__ import annotations

import csv
import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log2
from pathlib import Path
from statistics import mean

from search.engines.base import Change

#: The questions of a set, and the same ones with a slip of the pen in each.
QUESTIONS, MISSPELT = "queries.jsonl", "queries_typo.jsonl"
Rank = Callable[[str], Sequence[str]]


@dataclass(frozen=True)
class Asked:
    """A question with the grade of each document that answers it, by its key; greater is better."""

    text: str
    grades: dict[str, int]


@dataclass(frozen=True)
class Measures:
    """Means over questions: gain of the first ten, share found in twenty, 1 / place of the first answer in ten."""

    ndcg10: float
    recall20: float
    mrr10: float


@dataclass(frozen=True)
class Folder:
    """A folder as BEIR has them: corpus.jsonl (_id, title, text), queries.jsonl (_id, text) and qrels.tsv; it is also
    the outbox of an index of its documents."""

    path: Path

    def last(self) -> int:
        return 0

    def since(self, seq: int) -> Iterator[Change]:
        return iter(())

    def everything(self) -> Iterator[Change]:
        for number, row in enumerate(_rows(self.path / "corpus.jsonl")):
            yield Change(key=str(row["_id"]), seq=0, page=number, title=row.get("title") or "", body=row["text"])

    def questions(self, name: str = QUESTIONS) -> list[Asked]:
        """Return the questions that have answers; those of a file that is not there are none."""
        path = self.path / name
        grades = self._grades()
        rows = _rows(path) if path.exists() else ()
        return [Asked(row["text"], grades[str(row["_id"])]) for row in rows if str(row["_id"]) in grades]

    def language(self) -> str:
        """Return the language that most questions say they are in, empty where they do not."""
        said = [row.get("lang", "") for row in _rows(self.path / QUESTIONS)]
        return max(said, key=said.count, default="")

    def _grades(self) -> dict[str, dict[str, int]]:
        grades: dict[str, dict[str, int]] = {}
        paths = (self.path / "qrels.tsv", self.path / "qrels" / "test.tsv")
        found = next((path for path in paths if path.exists()), paths[0])
        with found.open(encoding="utf-8", newline="") as lines:
            for question, document, grade in list(csv.reader(lines, delimiter="\t"))[1:]:
                if int(grade) > 0:
                    grades.setdefault(question, {})[document] = int(grade)
        return grades


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def measured(asked: Iterable[Asked], rank: Rank) -> Measures:
    """Return how well ``rank`` answers: it gives the keys of the documents for a question, the best one first."""
    each = [(question.grades, rank(question.text)) for question in asked]
    return Measures(
        mean(ndcg(ranking, grades) for grades, ranking in each),
        mean(recall(ranking, grades) for grades, ranking in each),
        mean(reciprocal_rank(ranking, grades) for grades, ranking in each),
    )


def ndcg(ranking: Sequence[str], grades: dict[str, int], at: int = 10) -> float:
    gained = sum((2 ** grades.get(key, 0) - 1) / log2(place + 2) for place, key in enumerate(ranking[:at]))
    best = sorted(grades.values(), reverse=True)[:at]
    return gained / sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(best))


def recall(ranking: Sequence[str], grades: dict[str, int], at: int = 20) -> float:
    return len(set(ranking[:at]) & set(grades)) / len(grades)


def reciprocal_rank(ranking: Sequence[str], grades: dict[str, int], at: int = 10) -> float:
    return next((1 / place for place, key in enumerate(ranking[:at], start=1) if key in grades), 0.0)


def without_accents(text: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFD", text) if not unicodedata.combining(each))


def misspelt(text: str) -> str:
    """Return ``text`` with one slip in its longest word: two letters changed over, one left out or one doubled.

    Which one follows from the word, so that it is the same every time.
    """
    word = max(text.split(), key=len, default="")
    place = len(word) // 2
    if len(word) < 4:
        return text
    slips = (
        word[:place] + word[place + 1] + word[place] + word[place + 2 :],
        word[:place] + word[place + 1 :],
        word[:place] + word[place] + word[place:],
    )
    return text.replace(word, slips[sum(map(ord, word)) % len(slips)], 1)
