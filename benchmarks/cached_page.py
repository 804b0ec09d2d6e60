"""Pages of the portal against the smallest answer of Django: run ``python -m benchmarks.cached_page`` (needs wrk).

Both are served at the same time by the same server with as many processes and asked in turns, A B B A, so that whatever
else the machine does hits both alike. Processor time is that of the processes of each server for one request.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import urlopen

from rich.console import Console
from rich.table import Table

from benchmarks.figures import median
from benchmarks.machine import Machine
from benchmarks.site import HOST, LONGEST_ANSWER, SERVER, Failed, Site

ROUNDS = 4
SECONDS = 4
CONNECTIONS = 8
#: How often each page is asked before: a process compiles its templates with its first ones.
WARMED = 6
GUIDE = "/fr/guides/logement-insalubre-plainte-decision/"
#: What every browser says.
PACKED = ("-H", "Accept-Encoding: gzip")
#: Any cookie leads a reader past the pages that are kept.
COOKIE = ("-H", "Cookie: anything=1")
ANSWER = re.compile(r"(\d+) requests in .*?Requests/sec:\s+([\d.]+)", re.DOTALL)
TICK = os.sysconf("SC_CLK_TCK")


@dataclass
class Asked:
    """A page: requests per second and milliseconds of processor time per request, of each round."""

    name: str
    url: str
    folder: str
    options: tuple[str, ...] = ()
    rates: list[float] = field(default_factory=list)
    costs: list[float] = field(default_factory=list)

    def ask(self) -> None:
        command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", *PACKED, *self.options, self.url]
        before = processor_seconds(self.folder)
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
        found = ANSWER.search(said)
        if found is None or "Non-2xx" in said:
            raise Failed(f"{self.url} was not answered:\n{said}")
        self.rates.append(float(found[2]))
        self.costs.append((processor_seconds(self.folder) - before) / int(found[1]) * 1000)


def processor_seconds(marker: str) -> float:
    """Return the processor time of the running processes that have ``marker`` in their environment."""
    return sum(_seconds(each) for each in Path("/proc").glob("[0-9]*") if _has(each, marker))


def _has(process: Path, marker: str) -> bool:
    try:
        return marker.encode() in (process / "environ").read_bytes()
    except OSError:
        return False


def _seconds(process: Path) -> float:
    try:
        facts = (process / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(facts[11]) + int(facts[12])) / TICK


def measured(folder: Path) -> list[Asked]:
    """Serve both and ask each page in turns, the bare view first."""
    site, bare = Site(folder / "site"), Site(folder / "bare")
    site.prepare()
    hello = [sys.executable, "-m", *SERVER, "--port", str(bare.port), "benchmarks.bare_view:application"]
    places = [str(each.folder) for each in (bare, site)]
    pages = [
        Asked("bare view", f"http://{HOST}:{bare.port}/fr/", places[0]),
        Asked("home page, kept", f"http://{HOST}:{site.port}/fr/", places[1]),
        Asked("guide, kept", f"http://{HOST}:{site.port}{GUIDE}", places[1]),
        Asked("guide, made anew", f"http://{HOST}:{site.port}{GUIDE}", places[1], COOKIE),
    ]
    with ExitStack() as servers:
        servers.enter_context(site.started(site.serving))
        servers.enter_context(bare.started(hello))
        for page in pages * WARMED:
            with urlopen(page.url, timeout=LONGEST_ANSWER) as answer:  # noqa: S310 - our own servers
                answer.read()
        for number in range(ROUNDS + 1):
            for page in pages if number % 2 else reversed(pages):
                page.ask()
    for page in pages:
        # The first round fills what is kept.
        del page.rates[0], page.costs[0]
    return pages


def shown(pages: list[Asked]) -> Table:
    table = Table("Page", "Requests/s", "of the bare view", "Processor ms", "of the bare view")
    rate, cost = median(pages[0].rates), median(pages[0].costs)
    for page in pages:
        rates, costs = median(page.rates), median(page.costs)
        table.add_row(page.name, f"{rates:.0f}", f"{rates / rate:.2f}", f"{costs:.2f}", f"{costs / cost:.2f}")
    return table


def main() -> int:
    if not shutil.which("wrk"):
        sys.stderr.write("wrk is not on this machine: apt-get install wrk\n")
        return 2
    before = Machine.now()
    with tempfile.TemporaryDirectory(prefix="portal-pages-") as folder:
        pages = measured(Path(folder))
    out = Console(width=None if sys.stdout.isatty() else 120)
    out.print(shown(pages))
    out.print(f"Before: {before}\nAfter:  {Machine.now()}", highlight=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
