"""What the look promises beyond axe: another theme, no script, the keyboard, other colours, the first visit."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

import languages
from tests.browser.demo_site import PAGES
from tests.browser.test_accessibility import SCHEMES, Scheme, violations
from tests.conftest import ROOT

pytestmark = pytest.mark.browser

THEME = ROOT / "tests" / "theme" / "tokens.css"
#: What a first visitor is asked to find, and how: each step is one interaction.
VISITS = {
    "guide": {
        "fr": ["logement insalubre", "Logement insalubre : de la plainte"],
        "nl": ["ongezonde woning", "Ongezonde woning: van"],
    },
    "practice": {"fr": ["dignity", "« Dignity »"], "nl": ["dignity", "Dignity"]},
}


@pytest.mark.soak
@pytest.mark.release
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", ["home", "guide", "seminar", "practices", "components"])
def test_another_theme_breaks_no_rule(browser: Browser, site: str, name: str, scheme: Scheme) -> None:
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.route("**/tokens*.css", lambda route: route.fulfill(body=THEME.read_text(), content_type="text/css"))
    page.goto(site + PAGES[name]["nl"])
    plate = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--plate')")
    found = violations(page)
    context.close()
    assert plate == "#8a2f14"
    assert found == []


@pytest.mark.soak
@pytest.mark.release
@pytest.mark.parametrize("name", ["home", "guide", "seminar", "practices"])
def test_forced_colours_break_no_rule(browser: Browser, site: str, name: str) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(site + PAGES[name]["fr"])
    found = violations(page)
    context.close()
    assert found == []


@pytest.mark.parametrize("code", languages.CODES)
def test_a_term_is_explained_without_script_and_by_keyboard(browser: Browser, site: str, code: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.goto(site + PAGES["guide"][code])
    term = page.locator(".term").first
    note = page.locator(f"#{term.get_attribute('popovertarget')}")
    expect(note).to_be_hidden()
    term.focus()
    page.keyboard.press("Enter")
    expect(note).to_be_visible()
    box = note.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    context.close()


def test_the_map_filters_the_practices_by_keyboard_and_without_script(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + PAGES["practices"]["fr"])
    everything = page.locator(".listing__results > .register > .entry").count()
    page.locator('.tile a[href="?municipalities=21004"]').focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**municipalities=21004")
    assert 0 < page.locator(".listing__results > .register > .entry").count() < everything
    expect(page.locator(".chips a")).to_have_count(1)
    page.locator("summary", has_text="carte").click()
    page.locator('.tile a[aria-current="true"]').click()
    expect(page.locator(".chips a")).to_have_count(0)
    context.close()


@pytest.mark.soak
@pytest.mark.parametrize("name", ["home", "guide", "seminar"])
def test_nothing_moves_for_a_reader_who_wants_less_motion(browser: Browser, site: str, name: str) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(site + PAGES[name]["fr"])
    moving = page.evaluate("""() => [...document.querySelectorAll("*")].filter((each) => {
      const style = getComputedStyle(each);
      return style.animationName !== "none" || parseFloat(style.transitionDuration) > 0
        || style.scrollBehavior === "smooth";
    }).length""")
    context.close()
    assert moving == 0


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("code", languages.CODES)
@pytest.mark.parametrize("kind", VISITS)
def test_a_first_visitor_searches_and_finds_in_two_interactions(
    browser: Browser, site: str, kind: str, code: str, script: bool
) -> None:
    question, title = VISITS[kind][code]
    page = home(browser, site, code, script=script)
    page.locator("#home-search").fill(question)
    page.keyboard.press("Enter")
    page.get_by_role("link", name=title).first.click()
    assert urlsplit(page.url).path == PAGES[kind][code]
    page.close()


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("code", languages.CODES)
def test_a_first_visitor_reaches_the_note_of_a_panel_in_two_interactions(
    browser: Browser, site: str, code: str, script: bool
) -> None:
    page = home(browser, site, code, script=script)
    page.locator(".last-seminar a.button").click()
    page.locator(f'.thread a[href="{PAGES["panel"][code]}"]').click()
    assert urlsplit(page.url).path == PAGES["panel"][code]
    page.close()


@pytest.mark.parametrize("code", languages.CODES)
def test_who_browses_by_theme_reaches_a_guide_in_two_interactions(browser: Browser, site: str, code: str) -> None:
    page = home(browser, site, code, script=False)
    page.locator(".themes a", has_text={"fr": "Qualité", "nl": "Woningkwaliteit"}[code]).click()
    page.locator(f'a[href="{PAGES["guide"][code]}"]').first.click()
    assert urlsplit(page.url).path == PAGES["guide"][code]
    page.close()


def home(browser: Browser, site: str, code: str, *, script: bool) -> Page:
    page = browser.new_page(viewport={"width": 360, "height": 800}, java_script_enabled=script)
    page.goto(site + PAGES["home"][code])
    return page
