"""What authors, the coordination cell and readers do in the browser, whatever the kind of record."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts import roles
from accounts.models import User
from tests.browser.conftest import PATIENCE
from tests.browser.desk import shown

PASSWORD = "a long password for a test"
SHOTS = os.environ.get("AUTHORING_SHOTS")


def person(email: str, role: roles.Role, language: str) -> User:
    user = User.objects.create_user(email, PASSWORD, language=language)
    user.groups.add(role.group)
    return user


@contextmanager
def signed_in(browser: Browser, live_server: LiveServer, user: User) -> Iterator[Page]:
    """Open the admin as somebody who signs in; leaves no error of a script and no request to another site."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda word: faults.append(word.text) if "Content Security" in word.text else None)
    own = (live_server.url, "data:", "blob:")
    page.on("request", lambda request: None if request.url.startswith(own) else faults.append(request.url))
    page.goto(f"{live_server.url}/admin/")
    page.fill("input[name=login]", user.email)
    page.fill("input[name=password]", PASSWORD)
    page.locator("main button[type=submit]").click()
    page.wait_for_url("**/admin/")
    yield page
    context.close()
    assert faults == []


@contextmanager
def reading(browser: Browser) -> Iterator[Page]:
    """Open the portal as a reader whom nobody knows, on a telephone, without JavaScript."""
    context = browser.new_context(viewport={"width": 360, "height": 800}, java_script_enabled=False)
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def shoot(page: Page, name: str) -> None:
    """Keep the page as it looks on a desk and on a telephone, where ``AUTHORING_SHOTS`` names a folder."""
    if not SHOTS:
        return
    before = page.viewport_size
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=str(Path(SHOTS) / f"{name}-{width}.png"), full_page=True)
    if before:
        page.set_viewport_size(before)


def write(page: Page, **texts: str) -> None:
    for name, text in texts.items():
        page.locator(f"[name='{name.replace('__', '-')}']").fill(text)


def fill(page: Page, **texts: str) -> None:
    """Write into fields of any tab and of any panel; a field of a list is chosen from it."""
    for name, text in texts.items():
        field = shown(page, name.replace("__", "-"))
        if field.evaluate("each => each.tagName") == "SELECT":
            field.select_option(text)
        else:
            field.fill(text)
            field.press("Tab")


def choose(page: Page, opener: Locator, word: str, label: str) -> None:
    """Choose something in the modal by a word of it."""
    opener.click()
    _take(page, word, page.locator(".modal a[data-chooser-modal-choice]", has_text=label))


def chooser(page: Page, name: str) -> Locator:
    """Return the button that opens the chooser of a field, on whatever tab it is."""
    shown(page, name)
    return page.locator(f"#id_{name}-chooser [data-chooser-action-choose]").first


def choose_page(page: Page, name: str, heading: str) -> None:
    """Choose a page for a field by words of its title in the language of the admin."""
    chooser(page, name).click()
    _take(page, heading, page.locator(".modal a.choose-page", has_text=heading))


def _take(page: Page, word: str, results: Locator) -> None:
    """Search in the modal and take the first result, once those of the word stand there in place of all."""
    with page.expect_response(lambda answer: "q=" in answer.url):
        page.locator(".modal input[name=q]").fill(word)
    page.wait_for_load_state("networkidle")
    results.first.click()
    expect(page.locator(".modal")).to_have_count(0)


def tab(page: Page, number: int) -> None:
    page.get_by_role("tab").nth(number).click()


def save(page: Page) -> None:
    page.locator("button.action-save").first.click()
    page.wait_for_load_state()


def act(page: Page, action: str) -> None:
    """Press one of the actions below the form, in the menu beside the first one where it stands there."""
    button = page.locator(f"footer [name={action}], footer [data-workflow-action-name={action}]").first
    if not button.is_visible():
        page.locator("footer [data-w-dropdown-target=toggle]").first.click()
    button.click()
    page.wait_for_load_state()


def publish(page: Page) -> None:
    act(page, "action-publish")
