"""Every kind of page is HTML as the standard has it, in both languages."""

from __future__ import annotations

from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import languages
from tests.browser.closed_pages import closed_pages
from tests.browser.demo_site import PAGES
from tests.browser.markup import faults

pytestmark = pytest.mark.audit


def html(site: str, path: str) -> bytes:
    """Return what a page of the site is made of, whatever its status."""
    connection = HTTPConnection(urlsplit(site).netloc)
    connection.request("GET", path)
    body = connection.getresponse().read()
    connection.close()
    return body


def test_every_kind_of_page_is_valid_html(site: str, tmp_path: Path) -> None:
    pages = {f"{name}-{code}": html(site, paths[code]) for name, paths in PAGES.items() for code in languages.CODES}
    assert "\n".join(faults(pages, tmp_path)) == ""


@pytest.mark.django_db
def test_every_page_that_nobody_finds_by_walking_is_valid_html(tmp_path: Path) -> None:
    pages = {f"{name}-{code}": html for code in languages.CODES for name, html in closed_pages(code).items()}
    assert "\n".join(faults(pages, tmp_path)) == ""


def test_the_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    page = b"<!doctype html><html lang=fr><title>Essai</title><p id=a><div id=a></p>"
    assert any("Duplicate ID" in each for each in faults({"wrong": page}, tmp_path))
