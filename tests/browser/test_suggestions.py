"""Suggestions in a real browser: by keyboard, by ear, at the width of a telephone, and without script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_accessibility import violations

pytestmark = pytest.mark.browser

#: What a reader types, and the theme that stands first for it.
TYPED = {"fr": ("/fr/recherche/", "insal", "Logement insalubre"), "nl": ("/nl/zoeken/", "ongez", "Ongezonde woning")}


def typed(page: Page, site: str, code: str) -> None:
    path, text, _first = TYPED[code]
    page.goto(site + path)
    page.locator("#id_q").fill(text)
    expect(page.get_by_role("option").first).to_be_visible()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("code", ["fr", "nl"])
def test_a_suggestion_is_chosen_by_keyboard(browser: Browser, site: str, code: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    typed(page, site, code)
    box = page.get_by_role("combobox")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    chosen = page.get_by_role("option", selected=True)
    expect(chosen).to_contain_text(TYPED[code][2])
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(page) == []
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(f"/{code}/them"))
    page.close()


def test_escape_and_leaving_close_the_list_and_keep_the_words(browser: Browser, site: str) -> None:
    page = browser.new_page()
    typed(page, site, "fr")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.get_by_role("combobox")).to_have_value("insal")
    page.locator("#id_q").press_sequentially("u")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.close()


def test_enter_without_a_choice_searches(browser: Browser, site: str) -> None:
    page = browser.new_page()
    typed(page, site, "fr")
    page.keyboard.press("Enter")
    page.wait_for_url("**/fr/recherche/?q=insal")
    page.close()


def test_without_script_the_box_is_a_form(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/fr/recherche/")
    page.locator("#id_q").fill("insalubre")
    page.keyboard.press("Enter")
    page.wait_for_url("**/fr/recherche/?q=insalubre")
    context.close()
