"""What every page promises to a small screen, a bad network and a printer."""

from __future__ import annotations

import gzip
import io
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Response, expect
from pypdf import PdfReader

import languages
from tests.browser.demo_site import PAGES
from tests.browser.screenshots import photograph

pytestmark = pytest.mark.browser

#: A quick run looks at each kind of page in one of the languages, in turns; a long one at the others.
EACH_PAGE = [
    pytest.param(name, code, marks=() if code == languages.CODES[place % len(languages.CODES)] else pytest.mark.soak)
    for place, name in enumerate(PAGES)
    for code in languages.CODES
]
HEAVIEST_PAGE = 40_000
HEAVIEST_ARTICLE = 25_000
ARTICLES = ("guide", "guide-with-tables", "practice", "seminar", "panel", "recommendation", "working-group")
MOST_REQUESTS = 5
PRINT = {"Imprimer", "Afdrukken"}
HEAVIEST_SCRIPT = 6_000
TARGETS = """() => [...document.querySelectorAll("main a, main button, main summary, main input, nav a")]
  .filter((each) => each.checkVisibility({visibilityProperty: true}))
  .filter((each) => !each.closest("p:not(.contact p), dd, .prose, .visually-hidden"))
  .map((each) => [each.outerHTML.slice(0, 90), (each.closest("label, .entry") ?? each).getBoundingClientRect().height])
  .filter(([, height]) => height < %s)"""

#: Each shift of the layout that no action of the reader asked for.
SHIFTS = """window.shifts = [];
new PerformanceObserver((list) => list.getEntries().filter((each) => !each.hadRecentInput)
  .forEach((each) => window.shifts.push(each.value))).observe({type: "layout-shift", buffered: true});"""


def visit(page: Page, url: str) -> tuple[list[Response], list[str]]:
    """Open a page; return every response it asked for, and every complaint of the browser."""
    responses: list[Response] = []
    complaints: list[str] = []
    page.on("response", lambda response: responses.append(response))  # Playwright cannot wrap a built-in
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(url, wait_until="networkidle")
    return responses, [text for text in complaints if "status of 404" not in text]


def words_of(page: Page) -> list[str]:
    """Return the words that a page shows; copying a link and printing are comfort for those who have the script."""
    return [word for word in page.locator("main").inner_text().split() if word not in PRINT]


@pytest.mark.parametrize(("name", "code"), EACH_PAGE)
def test_page_keeps_its_promises(browser: Browser, site: str, name: str, code: str) -> None:
    page = browser.new_page()
    responses, complaints = visit(page, site + PAGES[name][code])
    _is_light_keeps_to_the_site_and_obeys_its_policy(responses, complaints, site, is_article=name in ARTICLES)
    words = words_of(page)
    _never_scrolls_sideways(page)
    assert page.evaluate("document.documentElement.lang") == languages.tag_of("fr" if name == "choice" else code)
    _leads_to_the_other_language(page, languages.BY_CODE[languages.other(code)])
    page.close()
    page = browser.new_page(java_script_enabled=False)
    page.goto(site + PAGES[name][code])
    assert words_of(page) == words  # It shows as much without script.
    page.close()


def _is_light_keeps_to_the_site_and_obeys_its_policy(
    responses: list[Response], complaints: list[str], site: str, *, is_article: bool
) -> None:
    hosts = {urlsplit(each.url).netloc for each in responses if not each.url.startswith("data:")}
    read = [each for each in responses if not each.headers.get("content-type", "").startswith("image/")]
    weights = {each.url: len(gzip.compress(each.body())) for each in read}
    assert complaints == []
    assert hosts == {urlsplit(site).netloc}
    assert len(weights) <= MOST_REQUESTS
    assert sum(weights.values()) <= (HEAVIEST_ARTICLE if is_article else HEAVIEST_PAGE)
    assert sum(size for url, size in weights.items() if url.endswith(".js")) <= HEAVIEST_SCRIPT


def _never_scrolls_sideways(page: Page) -> None:
    widths = {}
    for width in (320, 360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        widths[width] = page.evaluate("document.documentElement.scrollWidth")
    assert widths == {width: width for width in widths}


def _leads_to_the_other_language(page: Page, other: languages.Language) -> None:
    switch = page.locator(f'a[hreflang="{other.tag}"][lang="{other.tag}"]').first
    assert switch.inner_text() == other.name
    path = urlsplit(switch.get_attribute("href") or "").path
    assert path.startswith(f"/{other.code}/")


@pytest.mark.soak
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", ["home", "guide", "guide-with-tables", "practice", "practices", "seminar", "theme"])
def test_nothing_moves_while_a_page_comes(browser: Browser, site: str, name: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.add_init_script(SHIFTS)
    for code in languages.CODES:
        page.goto(site + PAGES[name][code], wait_until="networkidle")
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.shifts") == []
    page.close()


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("name", ["guides-filtered", "guide", "search"])
def test_language_switch_leads_there_and_back(browser: Browser, site: str, name: str, script: bool) -> None:
    page = browser.new_page(java_script_enabled=script)
    page.goto(site + PAGES[name]["fr"])
    for _way in ("there", "back"):
        page.locator(".language-switch").click()
    assert page.url == site + PAGES[name]["fr"]
    page.close()


@pytest.mark.parametrize("name", ["home", "guides-filtered", "guide", "sign-in"])
def test_targets_are_large_enough_for_a_thumb(browser: Browser, site: str, name: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(site + PAGES[name]["fr"])
    found = page.evaluate(TARGETS % 44)
    context.close()
    assert found == []


def test_pages_work_without_script(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(site + PAGES["guides"]["fr"])
    page.locator("summary").first.click()
    page.locator('input[name="theme"][value="insal"]').check()
    page.locator(".filters button").click()
    assert "theme=insal" in page.url
    expect(page.locator(".chips a")).to_have_count(1)
    page.locator(".chips a").first.click()
    expect(page.locator(".chips a")).to_have_count(0)
    context.close()


@pytest.mark.parametrize("code", languages.CODES)
def test_printed_guide_has_no_menu_and_its_reference_on_every_page(browser: Browser, site: str, code: str) -> None:
    page = browser.new_page()
    page.goto(site + PAGES["guide"][code])
    menu = page.locator(".nav a").first.inner_text()
    reference = page.locator(".plate--small").inner_text()
    sheets = [each.extract_text() for each in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages]
    page.close()
    assert all(reference in sheet for sheet in sheets)
    assert all("http" in sheet for sheet in sheets)
    assert menu not in sheets[0].split(reference)[0]


@pytest.mark.parametrize("code", languages.CODES)
def test_card_of_a_guide_fits_one_sheet(browser: Browser, site: str, code: str) -> None:
    page = browser.new_page()
    page.goto(site + PAGES["guide-card"][code])
    sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    page.close()
    assert len(sheets) == 1


def test_link_to_a_section_is_copied(browser: Browser, site: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(site + PAGES["guide"]["fr"])
    page.locator("#steps > h2 .copy-link").click()
    assert page.evaluate("navigator.clipboard.readText()") == f"{site}{PAGES['guide']['fr']}#steps"
    context.close()


def test_each_page_is_photographed_in_each_language_and_width(browser: Browser, site: str, tmp_path: Path) -> None:
    taken = photograph(browser, site, tmp_path, names=("search", "guide-card"), widths=(360, 1280))
    wanted = {f"{name}-{code}" for name in ("search", "guide-card") for code in languages.CODES}
    assert {path.stem for path in taken} == {f"{name}-{width}" for name in wanted for width in (360, 1280)}
