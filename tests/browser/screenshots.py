"""Photographs every kind of page in both languages: ``python -m tests.browser.screenshots [FOLDER]``."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from playwright.sync_api import Browser

import languages
from tests.browser.demo_site import PAGES, demo_site
from tests.chromium import chromium
from tests.conftest import ROOT

FOLDER = ROOT / "docs" / "screens"
WIDTHS = (360, 1280)


def photograph(
    browser: Browser, site: str, folder: Path, *, names: Iterable[str] = PAGES, widths: tuple[int, ...] = WIDTHS
) -> Iterator[Path]:
    """Write one picture per page, language and width (in CSS pixels), and yield each file."""
    folder.mkdir(parents=True, exist_ok=True)
    for width in widths:
        page = browser.new_page(viewport={"width": width, "height": 800})
        for name in names:
            for code in languages.CODES:
                page.goto(site + PAGES[name][code], wait_until="networkidle")
                path = folder / f"{name}-{code}-{width}.png"
                page.screenshot(path=path, full_page=True)
                yield path
        page.close()


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    with tempfile.TemporaryDirectory() as data, demo_site(Path(data)) as site, chromium() as browser:
        for path in photograph(browser, site, folder):
            sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
