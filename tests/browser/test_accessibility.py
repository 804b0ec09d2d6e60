"""Every kind of page passes axe, in both languages, both colour schemes and three widths.

A quick run looks at as few of their combinations as hold each of them once, a long one at all the others.
"""

from __future__ import annotations

from itertools import product
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

import languages
from tests.browser.demo_site import PAGES

pytestmark = pytest.mark.browser

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
WIDTHS = (320, 768, 1280)
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
#: Language, scheme and widths in which a page is looked at.
QUICK: dict[tuple[str, Scheme], tuple[int, ...]] = {("fr", "light"): (320, 1280), ("nl", "dark"): (768,)}
LOOKS = [
    ("fr", "light", QUICK["fr", "light"]),
    pytest.param("nl", "dark", QUICK["nl", "dark"], marks=pytest.mark.soak),
    *(
        pytest.param(code, scheme, rest, marks=[pytest.mark.soak, pytest.mark.release], id=f"{code}-{scheme}-rest")
        for code, scheme in product(languages.CODES, SCHEMES)
        if (rest := tuple(width for width in WIDTHS if width not in QUICK.get((code, scheme), ())))
    ),
]
# WCAG 1.4.12: nothing may be lost when a reader spaces the text so.
SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-block-end: 2em !important; }"""
CUT_OFF = """() => [...document.querySelectorAll("main *, header *, footer *")].filter((element) => {
  const style = getComputedStyle(element);
  return style.overflow !== "visible" && style.clipPath === "none" && element.tagName !== "INPUT"
    && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)
    && style.overflowX === "hidden";
}).map((element) => element.outerHTML.slice(0, 80))"""


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """Return (rule, elements) for each rule that the page breaks."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in found]


@pytest.mark.parametrize(("code", "scheme", "widths"), LOOKS)
@pytest.mark.parametrize("name", PAGES)
def test_page_breaks_no_rule_of_accessibility(
    browser: Browser, site: str, name: str, code: str, scheme: Scheme, widths: tuple[int, ...]
) -> None:
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(site + PAGES[name][code])
    found = {}
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        found[width] = violations(page)
    context.close()
    assert found == {width: [] for width in widths}


@pytest.mark.parametrize("code", languages.CODES)
def test_refused_sign_in_breaks_no_rule_and_leads_to_what_is_wrong(browser: Browser, site: str, code: str) -> None:
    page = browser.new_page()
    page.goto(site + PAGES["sign-in"][code])
    page.locator("main form button").click()
    page.wait_for_selector("#errors")
    assert page.evaluate("document.activeElement.id") == "errors"
    assert violations(page) == []
    page.close()


@pytest.mark.parametrize("code", languages.CODES)
def test_opened_panels_break_no_rule(browser: Browser, site: str, code: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    for name in ("guides-filtered", "guide"):
        page.goto(site + PAGES[name][code])
        page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        assert violations(page) == []
    page.close()


def test_first_key_reaches_the_skip_link_and_it_leads_to_the_content(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.goto(site + PAGES["guide"]["nl"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.close()


def test_every_stop_of_the_keyboard_is_visible(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(site + PAGES["guides-filtered"]["fr"])
    # On a busy machine the window gets its focus a moment after the page has come.
    page.bring_to_front()
    page.wait_for_function("document.hasFocus()")
    unseen = []
    for _stop in range(40):
        page.keyboard.press("Tab")
        unseen += page.evaluate("""() => {
          const element = document.activeElement, entry = element.closest(".entry") ?? element;
          const width = Math.max(...[element, entry].map((each) => parseFloat(getComputedStyle(each).outlineWidth)));
          return element !== document.body && width < 2 ? [element.outerHTML.slice(0, 100)] : [];
        }""")
    page.close()
    assert unseen == []


@pytest.mark.parametrize("name", ["home", "guides-filtered", "guide"])
def test_nothing_is_cut_off_when_the_reader_spaces_the_text(browser: Browser, site: str, name: str) -> None:
    # A style given by the reader is not the page's, so the page's policy is set aside.
    context = browser.new_context(viewport={"width": 360, "height": 800}, bypass_csp=True)
    page = context.new_page()
    page.goto(site + PAGES[name]["nl"])
    page.add_style_tag(content=SPACING)
    assert page.evaluate(CUT_OFF) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()
