"""Makes the files of the demonstration that have a source here: ``python content/sources/make.py``.

``sheets/*.html`` become tagged PDF files, ``word/*.html`` Word files, ``drawings/*.svg`` pictures, all in
``content/demo/files``. The first heading of a text is its title, the end of its name its language.
"""

import io
import re
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright
from word_file import word_file

SOURCES = Path(__file__).resolve().parent
FILES = SOURCES.parent / "demo" / "files"
CHROMIUM = "/usr/bin/chromium"
#: One date for all: what was made again and did not change says nothing else.
MADE = b"D:20261101000000+00'00'"
WIDTH, HEIGHT = 1200, 675
TITLE = re.compile(r"<h1>(.*?)</h1>")
DATE = re.compile(rb"D:\d{14}\+00'00'")


def title_of(text: str) -> str:
    """Return the first heading of a text; raise ValueError when it has none."""
    found = TITLE.search(text)
    if not found:
        raise ValueError("a text needs a heading <h1>")
    return found[1]


def language_of(path: Path) -> str:
    """Return the language of ``name.fr.html``, as browsers and Word know it."""
    return f"{path.suffixes[0][1:]}-BE"


def page_of(path: Path) -> str:
    """Return the whole page of a sheet."""
    text, style = path.read_text(encoding="utf-8"), (SOURCES / "sheet.css").read_text(encoding="utf-8")
    head = f'<meta charset="utf-8"><title>{title_of(text)}</title><style>{style}</style>'
    return f'<!doctype html><html lang="{language_of(path)}"><head>{head}</head><body>{text}</body></html>'


def sheets(browser: Browser) -> Iterator[tuple[str, bytes]]:
    # Who made the file, as its properties tell it.
    page = browser.new_page(user_agent="content/sources/make.py")
    for path in sorted((SOURCES / "sheets").glob("*.html")):
        page.set_content(page_of(path))
        printed = page.pdf(tagged=True, outline=True, prefer_css_page_size=True, print_background=True)
        yield f"{path.stem}.pdf", DATE.sub(MADE, printed)
    page.close()


def word_files() -> Iterator[tuple[str, bytes]]:
    for path in sorted((SOURCES / "word").glob("*.html")):
        text = path.read_text(encoding="utf-8")
        yield f"{path.stem}.docx", word_file(text, title_of(text), language_of(path))


def drawings(browser: Browser) -> Iterator[tuple[str, bytes]]:
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    for path in sorted((SOURCES / "drawings").glob("*.svg")):
        drawing = path.read_text(encoding="utf-8")
        page.set_content(f"<style>body {{ margin: 0 }} svg {{ display: block; width: {WIDTH}px }}</style>{drawing}")
        picture = io.BytesIO()
        Image.open(io.BytesIO(page.screenshot())).convert("RGB").save(picture, "WEBP", quality=88, method=6)
        yield f"{path.stem}.webp", picture.getvalue()
    page.close()


def main() -> None:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        for made in (sheets(browser), drawings(browser), word_files()):
            for name, content in made:
                (FILES / name).write_bytes(content)
        browser.close()


if __name__ == "__main__":
    main()
