"""The promises about speed, one function for each, in the order in which they are measured on one site."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.figures import Figure, p95, written
from benchmarks.generate_bundle import generate_bundle
from benchmarks.machine import processor_seconds
from benchmarks.publishing import CELL, PRACTICE, Author
from benchmarks.questions import PATHS, questions
from benchmarks.site import HOST, Failed, Site
from benchmarks.visitor import Visitor

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Amounts:
    """How much is measured; the promises are about the defaults."""

    records: int = 2000
    starts: int = 5
    warm_demos: int = 3
    warm_up: int = 60  # questions in each language
    questions: int = 200  # in each language
    publications: int = 10
    only_search: bool = False


def measured(folder: Path, amounts: Amounts, tell: Tell) -> Iterator[Figure]:
    """Yield each figure as soon as it is known."""
    site = Site(folder / "site")
    tell("Preparing the demonstration")
    passwords = site.prepare()
    if amounts.only_search:
        yield from search_alone(site, folder / "bundle", amounts, tell)
        return
    yield warm_demo(site, amounts.warm_demos, tell)
    yield imported(site, folder / "bundle", amounts.records, tell)
    yield from counted(site, amounts.records, tell)
    yield first_answers(site, amounts.starts, tell)
    with site.started(site.serving):
        yield searched(site, amounts, tell)
        yield from published(Author(site, passwords[CELL]), amounts.publications, tell)
        yield answered(Author(site, passwords[CELL], PRACTICE), amounts.publications, tell)


def search_alone(site: Site, bundle: Path, amounts: Amounts, tell: Tell) -> Iterator[Figure]:
    yield imported(site, bundle, amounts.records, tell)
    with site.started(site.serving):
        yield searched(site, amounts, tell)


def warm_demo(site: Site, times: int, tell: Tell) -> Figure:
    # The packages are those of this process: --old-file keeps make from looking at their lock.
    command = ["make", f"VENV={sys.prefix}", f"--old-file={sys.prefix}/.locked", "demo", f"PORT={site.port}"]
    return _started("make demo, once prepared", 10, site, command, times, tell)


def first_answers(site: Site, times: int, tell: Tell) -> Figure:
    return _started("start of the server to first page", 3, site, site.serving, times, tell)


def _started(name: str, limit: float, site: Site, command: Sequence[str], times: int, tell: Tell) -> Figure:
    samples, before = [], processor_seconds()
    for number in range(times):
        tell(f"{name} ({number + 1}/{times})")
        with site.started(command) as took:
            samples.append(took)
    return Figure(name, limit, "s", tuple(samples), note=_processor(before, times))


def _processor(before: float, times: int = 1) -> str:
    return f"processor {written((processor_seconds() - before) / times, 's')}"


def imported(site: Site, bundle: Path, records: int, tell: Tell) -> Figure:
    tell(f"Importing {records} guides")
    generate_bundle(bundle, records)
    begun, before = time.perf_counter(), processor_seconds()
    site.run("manage.py", "import_content", str(bundle))
    took = time.perf_counter() - begun
    return Figure(f"import of {records} guides", 120, "s", (took,), note=_processor(before))


def counted(site: Site, records: int, tell: Tell) -> Iterator[Figure]:
    tell("Counting queries")
    for page, number in json.loads(site.run("-m", "benchmarks.queries")).items():
        yield Figure(f"SQL of the page “{page}”, empty cache", 15, "queries", (number,), note=f"{records} guides")


def searched(site: Site, amounts: Amounts, tell: Tell) -> Figure:
    tell("Warming up the search page")
    before = p95(_asked(site, amounts.warm_up, seed=1))
    tell(f"Asking {len(PATHS) * amounts.questions} questions")
    samples = _asked(site, amounts.questions, seed=2)
    note = f"p95 of the warm-up {written(before, 'ms')}"
    return Figure(f"search page, {amounts.records} guides", 50, "ms", samples, "p95", note)


def _asked(site: Site, count: int, *, seed: int) -> tuple[float, ...]:
    """Return the milliseconds of each question, the languages in turn."""
    reader, samples = Visitor(HOST, site.port), []
    for pair in zip(*(questions(code, count, seed=seed) for code in PATHS), strict=True):
        for address in pair:
            begun = time.perf_counter()
            answer = reader.get(address)
            samples.append((time.perf_counter() - begun) * 1000)
            if answer.status != 200:
                raise Failed(f"{address} answers {answer.status}")
    return tuple(samples)


def published(author: Author, times: int, tell: Tell) -> Iterator[Figure]:
    tell("Publishing for the first time since the start")
    note = f"the first one {written(author.publish().found, 's')}"
    author.publish()  # The other process of the server has its first one, too.
    publications = []
    for number in range(times):
        tell(f"Publishing ({number + 1}/{times})")
        publications.append(author.publish())
    name = "found in both languages, no worker"
    yield Figure(f"{name}: from “Publish”", 1, "s", tuple(each.found for each in publications), note=note)
    yield Figure(f"{name}: from its answer", 1, "s", tuple(each.found - each.answered for each in publications))


def answered(author: Author, times: int, tell: Tell) -> Figure:
    tell("Publishing practices")
    for _process in range(2):
        author.publish()
    samples = tuple(author.publish().answered * 1000 for _time in range(times))
    return Figure(
        f"publishing a practice with {author.subject.steps} steps", 500, "ms", samples, note="without a worker"
    )
