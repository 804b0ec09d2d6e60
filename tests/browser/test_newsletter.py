"""A reader from the form to the end of the subscription, in a browser, with a mail server that takes the mails."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.site import Site
from tests.browser.demo_site import prepare
from tests.mail.smtp_server import MailServer, free_port, running
from tests.workers import MadeOnce

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ADDRESS = "ann@example.be"


@dataclass(frozen=True)
class MailingSite(Site):
    """The demonstration with a mail server of its own."""

    smtp_port: int = 0

    @cached_property
    def environment(self) -> dict[str, str]:
        # What the class above keeps is a property too, which a dataclass finds by its name only.
        return {**Site.environment.func(self), "EMAIL_URL": f"smtp://127.0.0.1:{self.smtp_port}"}

    def send_mails(self) -> None:
        """Send what waits: the job of the worker is done once a minute, and this reader is quicker."""
        send = "from mail.send import send_waiting; send_waiting()"
        self.run("manage.py", "shell", "--verbosity", "0", "--command", send)


@dataclass
class Reader:
    """Somebody with a browser and a mailbox."""

    site: MailingSite
    page: Page
    server: MailServer

    def link(self, step: str) -> str:
        """Return the last link of its kind in the last mail."""
        self.site.send_mails()
        body = self.server.mails[-1].get_body(("plain",))
        assert body is not None
        return re.findall(rf"{self.site.url}/\S*n/{step}/\S+", body.get_content())[-1]


@pytest.fixture
def reader(made_once: MadeOnce, tmp_path: Path, browser: Browser) -> Iterator[Reader]:
    data = shutil.copytree(made_once("demonstration", prepare), tmp_path / "site")
    port = free_port()
    site = MailingSite(data, smtp_port=port)
    site.prepare()
    with running(port) as server, site.started(site.serving), browser.new_page(java_script_enabled=False) as page:
        yield Reader(site, page, server)


def test_reader_signs_up_confirms_changes_moves_and_leaves(reader: Reader) -> None:
    page, site = reader.page, reader.site
    page.goto(f"{site.url}/nl/")
    page.get_by_role("contentinfo").get_by_role("link", name="Nieuwsbrief").click()
    page.get_by_label("E-mailadres").fill(ADDRESS)
    page.get_by_role("checkbox", name="Leegstand", exact=True).check()
    page.get_by_role("checkbox", name="Huisvestingsbeleid en bestuur").check()
    page.get_by_role("radio", name=re.compile("één keer per week")).check()
    page.wait_for_timeout(2100)
    page.get_by_role("button", name="Inschrijven").click()
    expect(page.get_by_role("heading", name="Kijk in uw mailbox")).to_be_visible()

    page.goto(reader.link("confirm"))
    page.get_by_role("button", name="Ja, stuur me de nieuwsbrief").click()
    expect(page.get_by_role("heading", name="Welkom")).to_be_visible()

    page.get_by_role("link", name="Uw keuzes wijzigen").click()
    expect(page.get_by_role("checkbox", name="Leegstand", exact=True)).to_be_checked()
    page.get_by_role("checkbox", name="Leegstand", exact=True).uncheck()
    page.get_by_role("radio", name="Français").check()
    page.get_by_role("button", name="Mijn keuzes bewaren").click()
    expect(page.get_by_role("status")).to_contain_text("Vos choix sont enregistrés")

    page.get_by_role("button", name="M’envoyer le lien").click()
    page.goto(reader.link("data"))
    expect(page.get_by_role("main")).to_contain_text(ADDRESS)
    leave = _unsubscribe_link(reader)
    with urlopen(Request(leave, urlencode({"List-Unsubscribe": "One-Click"}).encode(), method="POST")) as answer:  # noqa: S310
        assert (answer.status, answer.url) == (200, leave)
    page.goto(leave)
    expect(page.get_by_role("heading", name="Vous n’êtes pas abonné")).to_be_visible()
    assert {cookie["name"].removeprefix("__Host-") for cookie in page.context.cookies()} <= {"csrftoken"}


def _unsubscribe_link(reader: Reader) -> str:
    """Return what stands in the headers of a newsletter, for the one subscriber that there is."""
    code = "from newsletter import links; print(links.one_click(1))"
    return reader.site.run("manage.py", "shell", "--verbosity", "0", "--command", code).split()[-1]
