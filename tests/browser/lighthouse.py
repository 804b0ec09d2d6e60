"""Lighthouse, as on the phone of a reader: ``python -m tests.browser.lighthouse FILE`` writes its report."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright._impl._driver import compute_driver_executable

import languages
from benchmarks.machine import Machine
from tests.browser.demo_site import PAGES, demo_site
from tests.chromium import ARGUMENTS
from tests.conftest import CHROMIUM, ROOT

LIGHTHOUSE = ROOT / "tests" / "audit" / "node_modules" / "lighthouse"
RUNS = 3
LONGEST_RUN = 180  # seconds
#: How often in a row a page is opened again when the browser fails, not the page.
MOST_BROKEN = 3
LOOKED_AT = ("home", "practice", "guide", "seminar", "theme", "search")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
MEASURES = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift")


@dataclass(frozen=True)
class Scored:
    """A page: its address, points of 100 by category, and times in milliseconds (the shift of the layout as it is)."""

    path: str
    points: dict[str, int]
    measured: dict[str, float]

    @property
    def missing(self) -> list[str]:
        """The categories that are not full; results of a search are not for search engines, and say so."""
        wanted = [name for name in self.points if not (name == "seo" and "?q=" in self.path)]
        return [f"{self.path}: {name} {self.points[name]}" for name in wanted if self.points[name] < 100]


def scored(site: str, path: str, *, runs: int = RUNS, categories: tuple[str, ...] = CATEGORIES) -> Scored:
    """Return the medians of so many runs on one page."""
    told = [tried(site + path, categories) for _each in range(runs)]
    points = {
        name: round(statistics.median(each["categories"][name]["score"] or 0 for each in told) * 100)
        for name in categories
    }
    measured = {
        name: statistics.median(each["audits"][name]["numericValue"] for each in told)
        for name in MEASURES
        if name in told[0]["audits"]
    }
    return Scored(path, points, measured)


def tried(url: str, categories: tuple[str, ...]) -> dict:
    """Return what Lighthouse says of a page; a browser that did not start, or kept no trace, is started again."""
    for _each in range(MOST_BROKEN):
        try:
            return run(url, categories)
        except subprocess.CalledProcessError as broken:
            sys.stderr.write(f"{url}: tried again.\n{broken.stderr.decode(errors='replace')[-500:]}\n")
    return run(url, categories)


def run(url: str, categories: tuple[str, ...]) -> dict:
    """Return what Lighthouse says of a page in one run, in a browser of its own."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "said.json"
        # The driver of the browser tests brings a newer Node than many systems have.
        command = [
            compute_driver_executable()[0],
            LIGHTHOUSE / "cli" / "index.js",
            url,
            "--quiet",
            "--output=json",
            f"--output-path={out}",
            f"--only-categories={','.join(categories)}",
            f"--chrome-flags={' '.join(ARGUMENTS)} --user-data-dir={folder}/profile",
        ]
        browser = next(filter(None, map(shutil.which, CHROMIUM)))
        environment = {**os.environ, "CHROME_PATH": browser}
        subprocess.run(command, env=environment, check=True, capture_output=True, timeout=LONGEST_RUN)
        said: dict = json.loads(out.read_text(encoding="utf-8"))
        return said


def version() -> str:
    return str(json.loads((LIGHTHOUSE / "package.json").read_text(encoding="utf-8"))["version"])


def report(pages: list[Scored], before: Machine) -> Iterator[str]:
    """Yield the lines of a report."""
    yield f"# Lighthouse {version()}"
    yield ""
    yield f"Mobile, median of {RUNS} runs on each page of the demonstration; times in milliseconds. A page of results"
    yield "keeps search engines out on purpose, and loses points for it."
    yield ""
    yield "| page | " + " | ".join(CATEGORIES) + " | first paint | largest paint | blocked | layout shift |"
    yield "|---|" + "---:|" * (len(CATEGORIES) + len(MEASURES))
    for page in pages:
        first, largest, blocked, shift = (page.measured[name] for name in MEASURES)
        points = " | ".join(str(page.points[name]) for name in CATEGORIES)
        yield f"| {page.path} | {points} | {first:.0f} | {largest:.0f} | {blocked:.0f} | {shift:.3f} |"
    yield ""
    yield f"- Before: {before}"
    yield f"- After: {Machine.now()}"


def main() -> int:
    before = Machine.now()
    with tempfile.TemporaryDirectory() as data, demo_site(Path(data)) as site:
        pages = [scored(site, PAGES[name][code]) for name in LOOKED_AT for code in languages.CODES]
    text = "\n".join(report(pages, before)) + "\n"
    sys.stdout.write(text)
    Path(sys.argv[1]).write_text(text, encoding="utf-8")
    missing = [each for page in pages for each in page.missing]
    sys.stderr.writelines(f"{each}\n" for each in missing)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
