"""What somebody sees who left a form open: a warning, then a word that it is over, and still what was typed."""

from __future__ import annotations

import time

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.idle import ACTIVE
from accounts.models import User
from tests.browser.conftest import PATIENCE
from tests.factories import make_draft, reload
from tests.guides.form_data import edit_url

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def sign_in(context: BrowserContext, user: User) -> None:
    """Give the admin a session; a late answer to a request without one takes away the cookie of the whole site only."""
    client = Client()
    client.force_login(user)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": key, "domain": "localhost", "path": "/admin/"}]
    )


def idle_for(minutes: int) -> None:
    """Let the server believe that nothing was done for so long."""
    row = Session.objects.get()
    kept = row.get_decoded() | {ACTIVE: int(time.time()) - minutes * 60}
    Session.objects.update(session_data=Session.get_session_store_class()().encode(kept))


def look_again(page: Page) -> None:
    page.evaluate("window.dispatchEvent(new Event('focus'))")


def test_warning_comes_first_and_nothing_typed_is_lost(browser: Browser, live_server: LiveServer) -> None:
    root = User.objects.create_superuser("root@example.org", "x", language="fr")
    draft = make_draft()
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    sign_in(context, root)
    page = context.new_page()
    page.clock.install()
    page.goto(f"{live_server.url}{edit_url(draft)}")
    title = page.locator("[name=heading_fr]")
    title.fill("Un titre tapé avant la pause")
    # What follows typing (preview, autosave) is work of the person who typed.
    page.clock.run_for(10_000)
    page.wait_for_load_state("networkidle")

    idle_for(26)
    page.clock.fast_forward("27:00")
    warning = page.get_by_role("heading", name="Êtes-vous toujours là")
    expect(warning).to_be_visible()
    page.get_by_role("button", name="Rester connecté").click()
    expect(warning).to_be_hidden()
    assert Session.objects.get().get_decoded()[ACTIVE] > time.time() - 60

    Session.objects.all().delete()
    page.clock.fast_forward("31:00")
    over = page.get_by_role("heading", name="Vous avez été déconnecté")
    expect(over).to_be_visible()

    sign_in(context, root)
    look_again(page)
    expect(over).to_be_hidden()
    expect(title).to_have_value("Un titre tapé avant la pause")
    with page.expect_navigation(timeout=PATIENCE):
        page.locator("button.action-save").first.click()
    assert reload(draft).get_latest_revision_as_object().heading_fr == "Un titre tapé avant la pause"
    context.close()
