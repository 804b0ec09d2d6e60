"""Every mail on the screens on which it is read."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

import languages
from tests.mail.samples import SAMPLES
from tests.mail.screenshots import WIDTHS

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", languages.CODES)
def test_no_mail_is_wider_than_its_screen(browser: Browser, language: str, width: int) -> None:
    found = []
    with browser.new_page(viewport={"width": width, "height": 700}) as page:
        for name, sample in SAMPLES.items():
            page.set_content(sample(language).html)
            if page.evaluate("document.documentElement.scrollWidth") > width:
                found.append(name)
    assert found == []
