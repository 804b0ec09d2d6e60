"""Photographs of every mail in both languages at the widths of a telephone and of a reading pane.

python -m tests.mail.screenshots FOLDER
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

WIDTHS = (360, 640)


def photograph(folder: Path) -> int:
    """Write the photographs, light and dark, and return how many."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - Django is set up first.

    import languages  # noqa: PLC0415
    from tests.mail.samples import SAMPLES  # noqa: PLC0415

    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for scheme in ("light", "dark"):
            for width in WIDTHS:
                page = browser.new_page(viewport={"width": width, "height": 700}, color_scheme=scheme)
                for name, sample in SAMPLES.items():
                    for code in languages.CODES:
                        page.set_content(sample(code).html)
                        file = f"{name.replace('/', '-')}-{code}-{width}-{scheme}.png"
                        page.screenshot(path=folder / file, full_page=True)
                        count += 1
        browser.close()
    return count


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
    import django

    django.setup()
    sys.stdout.write(f"{photograph(Path(sys.argv[1]))} photographs in {sys.argv[1]}\n")
