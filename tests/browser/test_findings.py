"""The checks while writing: told without saving, following the text, and leading to the field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from practices.models import PracticePage
from tests.browser.desk import opened, shown
from tests.factories import make_practice_draft

pytestmark = [
    pytest.mark.browser,
    pytest.mark.soak,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning"),
]

EMPTY = "area => { area.value = ''; area.dispatchEvent(new Event('input', { bubbles: true })); }"


@pytest.fixture
def record() -> PracticePage:
    return make_practice_draft()


@pytest.fixture
def desk(browser: Browser, live_server: LiveServer, record: PracticePage) -> Iterator[Page]:
    with opened(browser, live_server, f"/admin/pages/{record.pk}/edit/") as desk:
        yield desk


def checks(page: Page) -> Locator:
    if page.locator("[data-findings]").is_hidden():
        page.locator("[data-side-panel-toggle=checks]").click()
    return page.locator("[data-findings-answer]")


def finding(page: Page, name: str) -> Locator:
    return checks(page).locator(f"[data-finding='{name}']")


def test_findings_follow_the_form_that_nobody_has_saved(desk: Page) -> None:
    expect(checks(desk).locator("summary")).to_be_visible()
    expect(finding(desk, "problem_fr")).to_have_count(0)
    shown(desk, "problem_fr").fill("Voir [la fiche](BP-1999-001) du RHX.")
    expect(finding(desk, "problem_fr")).to_have_count(2)
    shown(desk, "summary_nl").fill("")
    expect(finding(desk, "summary_nl")).to_be_visible()
    expect(desk.locator("[data-findings] [role=status]")).to_contain_text("1 point empêche la publication, 2 conseils")
    shown(desk, "problem_fr").fill("Voir ailleurs.")
    expect(finding(desk, "problem_fr")).to_have_count(0)


@pytest.mark.parametrize("context", [{}, {"viewport": {"width": 360, "height": 740}}], ids=["wide", "narrow"])
def test_finding_leads_to_its_field_on_another_tab(
    browser: Browser, live_server: LiveServer, record: PracticePage, context: dict[str, Any]
) -> None:
    with opened(browser, live_server, f"/admin/pages/{record.pk}/edit/", language="nl", **context) as page:
        shown(page, "contact_mailbox").fill("an.peeters@example.org")
        page.get_by_role("tab").first.click()
        finding(page, "contact_mailbox").click()
        field = page.locator("[name=contact_mailbox]")
        expect(field).to_be_focused()
        expect(field).to_be_in_viewport()
        if context:
            expect(page.locator("[data-findings]")).to_be_hidden()
            # The panel slides out; asked for in that moment, it would go all the same.
            page.wait_for_timeout(1_000)
        # On a narrow screen the language that is not shown cannot be typed in.
        page.locator("[name=summary_fr]").evaluate(EMPTY)
        finding(page, "summary_fr").click()
        expect(page.locator("[name=summary_fr]")).to_be_focused()


def test_finding_about_rows_leads_to_what_adds_one(desk: Page) -> None:
    shown(desk, "themed_items-0-tag")
    desk.locator("#inline_child_themed_items-0 [id$=-DELETE-button]").click()
    finding(desk, "themed_items-TOTAL_FORMS").click()
    expect(desk.locator("#id_themed_items-ADD")).to_be_in_viewport()


def test_checks_have_no_accessibility_faults(desk: Page) -> None:
    shown(desk, "summary_nl").fill("")
    expect(finding(desk, "summary_nl")).to_be_visible()
    found = Axe().run(desk, context="[data-findings]")
    assert found.violations_count == 0, found.generate_report()
