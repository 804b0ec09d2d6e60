"""The speed of search, on records made by rules: questions, suggestions, indexing, memory, and Wagtail's own search.

python -m benchmarks.search_speed                         # 10,000 and 100,000 French records, both engines
python -m benchmarks.search_speed --language nl --counts 1000 10000
python -m benchmarks.search_speed --only fts5 --check     # without a search node; fails where a limit is not met
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console

from benchmarks.figures import Figure, median, p95, table
from benchmarks.machine import Machine

ROOT = Path(__file__).resolve().parent.parent
COUNTS = (10_000, 100_000)
ENGINES = ("fts5", "cluster")
PORT = 9290
SECONDS_TO_START = 240
#: Limits by engine: p95 of a question by number of records, and seconds to index a thousand records.
QUESTION = {"fts5": {10_000: 30.0, 100_000: 100.0}, "cluster": {10_000: 30.0, 100_000: 30.0}}
INDEXING = {"fts5": 1000 / 800, "cluster": 1000 / 500}
SUGGESTION = 20.0  # ms
MEMORY = 100.0  # MB
SHARE = 5.0  # per mille of the processor time of Wagtail's own search


def ran(*arguments: str) -> Any:
    """Return what another benchmark says, which is run in a process of its own."""
    command = [sys.executable, "-m", *arguments]
    answer = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603
    return json.loads(answer.stdout)


@contextmanager
def node() -> Iterator[str]:
    """Give the address of a search node, started for this alone."""
    address = f"http://127.0.0.1:{PORT}"
    with tempfile.TemporaryDirectory() as folder:
        command = [ROOT / "deploy" / "search-node" / "start", folder]
        environment = {**os.environ, "PORT": str(PORT)}
        with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as started:  # noqa: S603
            try:
                _wait_for(address, started)
                yield address
            finally:
                started.terminate()
                started.wait(60)


def _wait_for(address: str, started: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            urllib.request.urlopen(address, timeout=2).close()  # noqa: S310
        except OSError:
            if started.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.5)
        else:
            return


def figures(engine: str, count: int, found: dict[str, Any]) -> Iterator[Figure]:
    """Yield what was measured of one engine with ``count`` records."""
    name = f"{engine}, {count:,} records"
    wall, used = milliseconds(found["questions"])
    note = f"of the processor here: median {median(used):.1f}, p95 {p95(used):.1f} ms"
    limit = min(value for most, value in QUESTION[engine].items() if count <= most or most == max(QUESTION[engine]))
    yield Figure(f"{name}: a question of two words, three facets", limit, "ms", wall, "p95", note)
    wall, used = milliseconds(found["suggestions"])
    yield Figure(f"{name}: suggestions", SUGGESTION, "ms", wall, "p95", f"p95 of the processor {p95(used):.1f} ms")
    yield Figure(
        f"{name}: indexing 1,000 records", INDEXING[engine], "s", (per_thousand(found, count),), note=parts(found)
    )
    yield Figure(f"{name}: memory that a rebuild adds", MEMORY, "MB", (found["memory"],))


def milliseconds(samples: list[list[float]]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    wall, used = zip(*samples, strict=True)
    return tuple(1000 * each for each in wall), tuple(1000 * each for each in used)


def per_thousand(found: dict[str, Any], count: int) -> float:
    """Return the seconds of a thousand records, without those in which the benchmark made them up."""
    seconds: float = (found["rebuild"][0] - found["making"]) / count * 1000
    return seconds


def parts(found: dict[str, Any]) -> str:
    """Return where the time of the indexing went."""
    wall, used = found["rebuild"]
    own = wall - found["making"]
    share = 100 * found["analysis"] / own
    return f"{share:.0f} % analysis; processor {(used - found['making']) / own:.2f} s of each second"


def compared(language: str, count: int, own: dict[str, Any]) -> Figure:
    """Return the processor time of a question as a share of that of Wagtail's own search."""
    other = ran("benchmarks.wagtail_search", language, str(count))
    seconds = median(other["seconds"])
    share = 1000 * median([used for _wall, used in own["questions"]]) / seconds
    least = " or more: broken off" if other["broken_off"] else ""
    note = f"Wagtail: {seconds:.1f} s{least}, 1 / {1000 / share:,.0f}"
    return Figure(f"fts5, {count:,} records: processor, share of Wagtail's own search", SHARE, "‰", (share,), note=note)


def measured(options: argparse.Namespace) -> Iterator[Figure]:
    engines = [options.only] if options.only else ENGINES
    for count in options.counts:
        if "fts5" in engines:
            own = ran("benchmarks.search_engine_speed", "fts5", options.language, str(count))
            yield from figures("fts5", count, own)
            if count == max(options.counts):
                yield compared(options.language, count, own)
    if "cluster" in engines:
        with node() as address:
            for count in options.counts:
                found = ran("benchmarks.search_engine_speed", "cluster", options.language, str(count), address)
                yield from figures("cluster", count, found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--language", choices=["fr", "nl"], default="fr")
    parser.add_argument("--counts", type=int, nargs="+", default=COUNTS, help="numbers of records")
    parser.add_argument("--only", choices=ENGINES, help="one engine")
    parser.add_argument("--json", action="store_true", help="print every sample as JSON")
    parser.add_argument("--check", action="store_true", help="end with an error where a limit is not met")
    options = parser.parse_args()
    before = Machine.now()
    found = list(measured(options))
    machines = (before, Machine.now())
    if options.json:
        facts = {"machine": [each.as_json() for each in machines], "figures": [each.as_json() for each in found]}
        json.dump(facts, sys.stdout, indent=1)
    else:
        console = Console()
        console.print(table(found))
        for moment, machine in zip(("before", "after"), machines, strict=True):
            console.print(f"{moment}: {machine}")
    if options.check and not all(figure.met for figure in found):
        sys.exit(1)


if __name__ == "__main__":
    main()
