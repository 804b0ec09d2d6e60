"""What holds for every mail, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import languages
from mail.render import LONGEST_HTML, hosts_fetched
from tests.mail.samples import SAMPLES

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
