"""Nothing in a text runs in a real browser, even without a content security policy."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route

from portal.markdown import render
from tests.portal.markdown.answers import Answers
from tests.portal.markdown.payloads import EVERYTHING, PAYLOADS

pytestmark = pytest.mark.browser

DOCUMENT = """<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>a</title>
<script>window.calls = []; window.boom = () => window.calls.push("boom"); window.alert = window.boom;</script>
</head><body><main>{}</main></body></html>"""
# What a reader does by accident: points at everything, focuses everything, presses every link of this page.
TOUCH = """() => {
  for (const element of document.querySelectorAll("main *")) {
    for (const name of ["mouseover", "mouseenter", "focus", "load", "error", "toggle", "click"]) {
      element.dispatchEvent(new Event(name, {bubbles: true}));
    }
  }
  const again = document.createElement("div");
  again.innerHTML = document.querySelector("main").innerHTML;
  document.body.append(again);
}"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page of a site that holds only what `show` gives it, and the addresses that were asked for besides."""
    page = browser.new_page()
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    page.route("**/*", answer)
    yield page, asked
    page.close()


def show(page: Page, html: str) -> list[str]:
    page.set_content(DOCUMENT.format(html))
    page.evaluate(TOUCH)
    page.wait_for_timeout(50)
    calls: list[str] = page.evaluate("window.calls")
    return calls


def test_the_page_notices_what_runs(page: tuple[Page, list[str]]) -> None:
    assert show(page[0], "<img src=x onerror=boom()>") != []


def test_no_payload_runs(page: tuple[Page, list[str]]) -> None:
    chunks = [PAYLOADS[start : start + 20] for start in range(0, len(PAYLOADS), 20)]
    for chunk in chunks:
        html = "".join(render(payload, links=Answers()).html for payload in chunk)
        assert show(page[0], html) == [], chunk


def test_payloads_together_run_nothing_and_ask_no_other_site(page: tuple[Page, list[str]]) -> None:
    page[1].clear()
    assert show(page[0], render(EVERYTHING, links=Answers()).html) == []
    assert [url for url in page[1] if "cave.webp" not in url] == []


def test_ids_of_a_text_stand_for_nothing_of_the_page(page: tuple[Page, list[str]]) -> None:
    show(page[0], render("## body\n\n## location\n\n## cookie\n\n## forms").html)
    assert page[0].evaluate("document.body.tagName + typeof location.href + document.forms.length") == "BODYstring0"
