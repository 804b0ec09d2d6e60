"""The pages of people with an account, of links in mails and of errors are as good as those that everybody walks to."""

from __future__ import annotations

from functools import partial

import pytest
from playwright.sync_api import Browser, Route
from pytest_django.live_server_helper import LiveServer

from tests.browser.closed_pages import closed_pages
from tests.browser.test_accessibility import Scheme, violations
from tests.browser.test_bad_content import OUTSIDE

pytestmark = [pytest.mark.browser, pytest.mark.soak, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def answer(route: Route, html: bytes) -> None:
    route.fulfill(body=html, content_type="text/html; charset=utf-8")


@pytest.mark.parametrize(("code", "scheme"), [("fr", "light"), ("nl", "dark")])
def test_they_break_no_rule_and_never_scroll_sideways(
    browser: Browser, live_server: LiveServer, code: str, scheme: Scheme
) -> None:
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    faults = []
    for name, html in closed_pages(code).items():
        address = f"{live_server.url}/{code}/{name}/"
        page.route(address, partial(answer, html=html))
        page.goto(address)
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            faults += [f"{name} {width}: {fault}" for fault in [*violations(page), *page.evaluate(OUTSIDE)]]
    context.close()
    assert "\n".join(faults) == ""
