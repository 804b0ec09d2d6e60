"""Whether lists of ten thousand records are as quick as lists of a hundred: run ``python -m benchmarks.lists``.

Two copies of the demonstration are filled with so many records of each kind and served side by side; each page is asked
of one and of the other in turns, so that whatever else the machine does falls on both.
"""

from __future__ import annotations

import json
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from rich.console import Console

from benchmarks.figures import Figure, percentile, table, written
from benchmarks.publishing import CELL, signed_in
from benchmarks.site import HOST, Failed, Site
from benchmarks.visitor import Visitor

FEW, MANY = 100, 10_000
TURNS = 40
#: The admin counts and sorts in the database what the person may edit.
IN_ADMIN = 2.0
#: Each of the lists that readers have, with and without filters.
LISTS = (
    "/fr/guides/",
    "/nl/gidsen/?organisation=coordination",
    "/fr/bonnes-pratiques/",
    "/nl/goede-praktijken/?state=running&state=pilot",
    "/fr/seminaires/",
    "/nl/werkgroepen/",
    "/fr/themes/insal/",
    "/nl/organisaties/",
    "/fr/organisations/coordination/",
    "/nl/gemeenten/21004/",
    "/fr/legislation/code-logement/",
)
ADMIN = ("/admin/guides/", "/admin/practices/", "/admin/seminars/")
FILL = "import django, sys; django.setup(); from benchmarks.many_records import fill; fill(int(sys.argv[1]))"


def measured(folder: Path, console: Console) -> Iterator[Figure]:
    """Yield how often each list asks and what it weighs at its longest, and how much longer it then takes."""
    few = Site(folder / "few")
    console.print("Preparing the demonstration …")
    passwords = few.prepare()
    many = Site(folder / "many")
    shutil.copytree(few.folder, many.folder)
    for site, number in ((few, FEW), (many, MANY)):
        console.print(f"Filling it with {number} records of each kind …")
        site.run("-c", FILL, str(number))
    counted = json.loads(many.run("-m", "benchmarks.queries", *LISTS))
    with ExitStack() as servers:
        for site in (few, many):
            servers.enter_context(site.started(site.serving))
        # With a cookie, whichever it be, a page is made and not taken from those that are kept whole.
        readers = [Visitor(HOST, site.port, {"measured": "1"}) for site in (few, many)]
        for path in LISTS:
            yield Figure(f"SQL of {path}", 15, "queries", (counted[path],), note=f"{MANY} records, empty cache")
            yield from compared(path, readers)
        editors = [signed_in(site, passwords[CELL]) for site in (few, many)]
        for path in ADMIN:
            yield next(compared(path, editors, limit=IN_ADMIN))


def compared(path: str, visitors: list[Visitor], *, limit: float = 1.2) -> Iterator[Figure]:
    """Yield how many times longer the second visitor waits for a page than the first, and the weight of that page."""
    for visitor in visitors * 3:
        asked(visitor, path)
    seconds: list[list[float]] = [[], []]
    size = 0
    for turn in range(TURNS):
        for place in (0, 1) if turn % 2 else (1, 0):
            took, length = asked(visitors[place], path)
            seconds[place].append(took)
            size = max(size, length)
    # The quicker quarter: what else the machine does only ever adds to a time.
    few, many = (percentile(each, 0.25) for each in seconds)
    note = f"{written(few * 1000, 'ms')} and {written(many * 1000, 'ms')}"
    yield Figure(f"{path}: {MANY} records against {FEW}", limit, "times", (many / few,), note=note)
    yield Figure(f"HTML of {path}", 60, "kB", (size / 1024,))


def asked(visitor: Visitor, path: str) -> tuple[float, int]:
    begun = time.perf_counter()
    answer = visitor.get(path)
    took = time.perf_counter() - begun
    if answer.status != 200:
        raise Failed(f"{path} answers {answer.status}")
    return took, len(answer.text.encode())


def main() -> int:
    """Print the figures; return the code for the shell."""
    console = Console(stderr=True)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with tempfile.TemporaryDirectory(prefix="portal-lists-") as folder:
            figures = list(measured(Path(folder), console))
    except KeyboardInterrupt:
        return 130
    except Failed as failed:
        console.print(str(failed), style="red", markup=False)
        return 2
    Console(width=None if sys.stdout.isatty() else 150).print(table(figures))
    return int(not all(figure.met for figure in figures))


if __name__ == "__main__":
    sys.exit(main())
