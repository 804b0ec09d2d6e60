"""The real search on sets of questions: in a scratch engine, with the plan and the vocabulary of this site."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.utils import translation

from portal.published import Access
from search import concepts
from search.baselines import Ranking, baselines
from search.engine import scratch_cluster
from search.engines.base import Engine, Outbox
from search.engines.fts5 import Fts5Engine
from search.forms import Question
from search.knowledge import Knowledge
from search.learned import made
from search.plan import Query, plan
from search.relevance import MISSPELT, Asked, Folder, Measures, Rank, measured, misspelt, without_accents
from search.results import find
from search.vocabulary import Vocabulary

FOUND = 20


@dataclass(frozen=True)
class Evaluated:
    """What was measured of one engine or baseline: as the questions are, without accents, and with a slip in each."""

    name: str
    clean: Measures
    plain: Measures | None = None
    misspelt: Measures | None = None


@dataclass
class OneName(dict[str, str]):
    """The name of the index that serves, kept in memory."""

    def current(self, language: str) -> str:
        return self.get(language, "")

    def switch(self, language: str, name: str) -> None:
        self[language] = name


class Scratch(Protocol):
    """Gives an engine of its own, of which nothing is left when the block ends."""

    def __call__(self) -> AbstractContextManager[Engine]: ...


@contextmanager
def embedded() -> Iterator[Engine]:
    with tempfile.TemporaryDirectory() as folder:
        yield Fts5Engine(Path(folder), OneName())


#: The engines that can be evaluated, by the names that the command knows.
SCRATCH: dict[str, Scratch] = {"fts5": embedded, "cluster": scratch_cluster}


def at_hand() -> list[str]:
    """Return the engines that this installation has: a cluster only where its settings name one."""
    return [name for name in SCRATCH if name != "cluster" or settings.SEARCH["ENGINE"] == "cluster"]


def ranked(engine: Engine, language: str, outbox: Outbox) -> Rank:
    """Index the documents and return how the site would rank them."""
    engine.rebuild(language, outbox, lambda count: None)
    vocabulary = Vocabulary(concepts.rows())
    knowledge = Knowledge(vocabulary, {language: made(engine.words(language), language, vocabulary)})

    def rank(text: str) -> list[str]:
        found = engine.search(plan(Query(text, language, stop=FOUND), knowledge))
        return [hit.key for hit in found.hits]

    return rank


def evaluated(name: str, folder: Folder, language: str) -> Evaluated:
    """Return the figures of one engine on a folder."""
    with SCRATCH[name]() as engine:
        return _three_ways(name, folder.questions(), folder.questions(MISSPELT), ranked(engine, language, folder))


def _three_ways(name: str, asked: list[Asked], slips: list[Asked], rank: Rank) -> Evaluated:
    plain = [Asked(without_accents(each.text), each.grades) for each in asked]
    slips = slips or [Asked(misspelt(each.text), each.grades) for each in asked]
    return Evaluated(name, measured(asked, rank), measured(plain, rank), measured(slips, rank))


def compared(folder: Folder, language: str) -> Iterator[Evaluated]:
    """Yield the figures of the simpler searches on the same folder."""
    asked = folder.questions()
    for baseline in baselines(language):
        yield Evaluated(baseline.name, measured(asked, Ranking(baseline, folder.everything())))


@dataclass(frozen=True)
class SiteQuestion:
    """A question to the demonstration: a reader of the pages in ``read_in`` asks it in the language ``asked_in``.

    Nothing is tuned on questions of the half ``held``.
    """

    half: str
    asked_in: str
    read_in: str
    text: str
    references: tuple[str, ...]

    @property
    def asked(self) -> Asked:
        return Asked(self.text, dict.fromkeys(self.references, 1))


def site_questions() -> list[SiteQuestion]:
    """Return the project's own table of questions."""
    with (files("search") / "data" / "questions.csv").open(encoding="utf-8") as lines:
        return [
            SiteQuestion(
                row["half"], row["asked_in"], row["read_in"], row["question"], tuple(row["references"].split())
            )
            for row in csv.DictReader(lines)
        ]


def site_figures(name: str, questions: Iterable[SiteQuestion]) -> Iterator[Evaluated]:
    """Yield the figures of the site as it is, for each pair of languages and each half; pages are shown to nobody."""
    table: dict[tuple[str, str, str], list[Asked]] = {}
    for each in questions:
        table.setdefault((each.asked_in, each.read_in, each.half), []).append(each.asked)
    for (asked_in, read_in, half), asked in table.items():
        yield _three_ways(f"{name} {asked_in}→{read_in} {half}", asked, [], partial(_found, read_in))


def _found(language: str, text: str) -> list[str]:
    """Return the references that an anonymous reader finds on the first two pages of results."""
    with translation.override(language):
        pages = [find(Question(text, (language,), page=page), Access.anonymous()) for page in (1, 2)]
    found = [entry.reference for page in pages for entry in page.entries]
    return list(dict.fromkeys(found))
