"""The admin, opened in the browser by an administrator."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.test import Client
from playwright.sync_api import Browser, Locator, Page
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from tests.browser.conftest import PATIENCE

#: Fields of another tab or in a closed panel are shown as an author would.
SHOW = """(name) => {
  const field = document.querySelector(`[name="${name}"]`);
  const tab = field.closest("[role=tabpanel]");
  if (tab) document.querySelector(`[role=tab][href="#${tab.id}"]`).click();
  field.closest("[data-panel]")?.querySelector("[data-panel-toggle][aria-expanded=false]")?.click();
}"""


@contextmanager
def opened(
    browser: Browser, live_server: LiveServer, path: str, *, language: str = "fr", **context: Any
) -> Iterator[Page]:
    """Open an address of the admin; leaves no violation, no error of a script and no request to another site."""
    client = Client()
    client.force_login(User.objects.create_superuser("chief@example.org", language=language))
    cookies = [{"name": name, "value": morsel.value, "url": live_server.url} for name, morsel in client.cookies.items()]
    started = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **context})
    started.add_cookies(cookies)  # type: ignore[arg-type]
    started.set_default_timeout(PATIENCE)
    page = started.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if "Content Security" in message.text else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: None if _own(request.url, live_server) else faults.append(request.url))
    page.goto(f"{live_server.url}{path}")
    yield page
    started.close()
    assert faults == []


def _own(url: str, live_server: LiveServer) -> bool:
    return url.startswith((live_server.url, "data:", "blob:", "about:"))


def shown(page: Page, name: str) -> Locator:
    """Return a field of the form, on the tab in front and in an open panel."""
    # A row that was just added is made by the script of the page.
    page.locator(f'[name="{name}"]').first.wait_for(state="attached")
    page.evaluate(SHOW, name)
    return page.locator(f"[name='{name}']")
