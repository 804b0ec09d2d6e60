"""Texts with a limit are counted while they are written, in rows that were added later too."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.desk import opened, shown
from tests.factories import make_practice_draft

pytestmark = [
    pytest.mark.browser,
    pytest.mark.soak,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning"),
]


@pytest.fixture
def desk(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    page = make_practice_draft(heading_fr="Visiter à deux", heading_nl="Samen op bezoek")
    with opened(browser, live_server, f"/admin/pages/{page.pk}/edit/") as desk:
        yield desk


def count_of(page: Page, field: Locator) -> Locator:
    described = (field.get_attribute("aria-describedby") or "").split()
    return page.locator(f"[id='{described[-1]}']")


def test_text_is_counted_while_it_is_written_and_kept_when_it_is_too_long(desk: Page) -> None:
    for name, limit in (("heading_fr", 90), ("heading_nl", 90), ("summary_nl", 220)):
        field = shown(desk, name)
        field.click()
        field.fill("é" * (limit - 30))
        expect(count_of(desk, field)).to_have_text(f"{limit - 30} caractères sur {limit}")
        field.fill("é" * (limit + 5))
        expect(count_of(desk, field)).to_contain_text("5 de trop")
        field.blur()
        expect(count_of(desk, field)).to_be_visible()
        expect(desk.locator("div.w-sr-only[role=status]")).to_have_text("Caractères en trop\u00a0: 5")
        assert len(field.input_value()) == limit + 5


def test_count_of_a_short_text_goes_away_with_the_writer(desk: Page) -> None:
    field = shown(desk, "heading_fr")
    field.click()
    expect(count_of(desk, field)).to_be_visible()
    field.blur()
    expect(count_of(desk, field)).to_be_hidden()
    assert desk.locator("div.w-sr-only[role=status]").count() == 0


def test_row_that_is_added_later_is_counted_and_its_pasted_text_is_whole(desk: Page) -> None:
    shown(desk, "steps-0-heading_fr")
    desk.locator("#id_steps-ADD").click()
    field = shown(desk, "steps-1-heading_nl")
    field.click()
    desk.keyboard.insert_text("woord " * 40)
    expect(count_of(desk, field)).to_contain_text("239 caractères sur 120")
    assert len(field.input_value()) == 240


def test_text_that_is_too_long_is_refused_with_both_numbers_and_stays(desk: Page) -> None:
    field = shown(desk, "heading_fr")
    field.fill("a" * 95)
    desk.locator("button.action-save").first.click()
    desk.wait_for_load_state()
    error = desk.locator(".language-pair__fr .error-message").first
    expect(error).to_contain_text("90")
    expect(error).to_contain_text("95")
    expect(desk.locator("[name=heading_fr]")).to_have_value("a" * 95)


def test_counters_have_no_accessibility_faults(desk: Page) -> None:
    field = shown(desk, "heading_fr")
    field.fill("a" * 95)
    found = Axe().run(desk, context=".w-panel:has([name=heading_fr])")
    assert found.violations_count == 0, found.generate_report()
