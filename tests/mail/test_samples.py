"""What holds for every mail, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

import languages
from mail.render import LONGEST_HTML, hosts_fetched
from tests.mail.samples import SAMPLES
from tests.mail.screenshots import WIDTHS
from tests.portal.markdown.chromium import chromium

ROOT = Path(__file__).resolve().parents[2]
SUBJECTS = "templates/**/*_subject.txt"
both = pytest.mark.parametrize("language", languages.CODES)
each = pytest.mark.parametrize("name", SAMPLES)


def test_every_mail_of_the_site_is_among_the_samples() -> None:
    found = {path.relative_to(ROOT / "templates").as_posix()[: -len("_subject.txt")] for path in ROOT.glob(SUBJECTS)}
    assert found - set(SAMPLES) == set()


@each
@both
def test_every_mail_is_accessible_short_and_from_this_site_alone(name: str, language: str) -> None:
    mail = SAMPLES[name](language)
    assert f'<html lang="{language}-BE"' in mail.html
    (title,) = re.findall("<title>(.*?)</title>", mail.html, re.DOTALL)
    assert title
    assert len(re.findall("<h1", mail.html)) == 1
    assert all('role="presentation"' in table for table in re.findall("<table[^>]*>", mail.html))
    assert all("alt=" in image for image in re.findall("<img[^>]*>", mail.html))
    assert hosts_fetched(mail.html) == set()
    assert len(mail.html.encode()) < LONGEST_HTML
    assert mail.text.strip()
    assert "\n" not in mail.subject


@each
def test_the_two_languages_differ_in_subject_and_text(name: str) -> None:
    french, dutch = (SAMPLES[name](code) for code in ("fr", "nl"))
    if name != "notification":
        assert french.subject != dutch.subject
        assert french.text != dutch.text


@pytest.mark.browser
@both
def test_no_mail_is_wider_than_the_telephone(language: str) -> None:
    with chromium() as browser:
        for width in WIDTHS:
            assert too_wide(browser, language, width) == []


def too_wide(browser: Browser, language: str, width: int) -> list[str]:
    page = browser.new_page(viewport={"width": width, "height": 700})
    found = []
    for name, sample in SAMPLES.items():
        page.set_content(sample(language).html)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(name)
    page.close()
    return found
