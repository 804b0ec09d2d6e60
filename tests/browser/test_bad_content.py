"""Content that no author should write and some will: nothing overlaps, nothing scrolls sideways at 320 pixels."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from guides.models import GuideStep
from tests.browser.test_accessibility import violations
from tests.factories import make_guide, make_practice, make_theme, republish
from tests.factories.seminars import a_recommendation, make_panel, make_seminar
from themes.models import ThemedItem

pytestmark = [pytest.mark.browser, pytest.mark.soak, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

COMPOUND = "Onbewoonbaarverklaringsprocedurehandleidingen"
UNBROKEN = "a" * 90
ARABIC = "دليل السكن غير اللائق في بروكسل"
EMOJI = "🏠🔥👩‍👩‍👧‍👦🏳️‍🌈" * 5
#: Pairs of texts whose boxes lie over each other.
OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll("main :is(h1, h2, h3, p, dt, dd, li > a, td)")]
    .filter((each) => each.checkVisibility() && !each.closest(".visually-hidden, .copy-link, svg"))
    .map((each) => [each, each.getBoundingClientRect()]).filter(([, box]) => box.width > 2 && box.height > 2);
  const found = [];
  for (const [one, a] of boxes) for (const [other, b] of boxes) {
    if (one.contains(other) || other.contains(one) || one === other) continue;
    const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (width > 2 && height > 4) found.push([one.textContent.slice(0, 40), other.textContent.slice(0, 40)]);
  }
  return found.slice(0, 5);
}"""

#: The innermost elements that reach out of the window.
OUTSIDE = """() => [...document.querySelectorAll("body *")]
  .filter((each) => each.getBoundingClientRect().right > innerWidth + 1 && !each.closest(".table-scroll, .fronts"))
  .filter((each, _place, all) => !all.some((other) => other !== each && each.contains(other)))
  .map((each) => each.outerHTML.slice(0, 120)).slice(0, 3)"""


def texts(text: str) -> dict[str, Any]:
    return {
        f"{name}_{code}": text[:size] for name, size in (("heading", 90), ("summary", 220)) for code in ("fr", "nl")
    }


@pytest.fixture
def paths() -> list[str]:
    """Return the pages with the worst of everything, and those that show them in lists."""
    found = []
    for text in (f"{COMPOUND} {COMPOUND}", UNBROKEN, ARABIC, EMOJI):
        step = GuideStep(heading_fr=text[:120], heading_nl=text[:120], time_limit_fr=text, time_limit_nl=text)
        guide = republish(
            make_guide(**texts(text)),
            steps=[step],
            body_fr=f"# {text}\n\n{text}\n\n| {text} | {text} |\n|---|---|\n| {text} | 1 |",
        )
        found += [guide.url_in("fr"), guide.url_in("nl")]
    practice = make_practice(**texts(COMPOUND))
    for number in range(50):
        # More than may be published today: a record of before the rule.
        theme = make_theme(fr=f"{COMPOUND} {number}", nl=f"{COMPOUND} {number}")
        ThemedItem.objects.create(content_object_id=practice.pk, tag=theme)
    seminar = make_seminar(**texts(f"{COMPOUND} {UNBROKEN}"))
    asked = a_recommendation(text_fr=f"{COMPOUND} {UNBROKEN}", text_nl=COMPOUND, taken_up_by=practice, state="taken_up")
    panel = make_panel(seminar, recommendations=(asked,), **texts(UNBROKEN))
    found += [page.url_in(code) for page in (practice, seminar, panel) for code in ("fr", "nl")]
    return [*found, "/nl/", "/fr/guides/", "/nl/goede-praktijken/", "/fr/themes/", "/nl/seminaries/"]


def test_bad_content_neither_overlaps_nor_scrolls_sideways(
    browser: Browser, live_server: LiveServer, paths: list[str]
) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 800})
    faults = [f"{path}: {fault}" for path in paths for fault in look(page, f"{live_server.url}{path}")]
    page.close()
    assert "\n".join(faults) == ""


def look(page: Page, url: str) -> list[object]:
    """Return what is wrong with a page: too wide, texts over each other, rules of accessibility broken."""
    page.goto(url)
    scrolls = page.evaluate("document.documentElement.scrollWidth") > 320
    return [*(page.evaluate(OUTSIDE) if scrolls else []), *page.evaluate(OVERLAPS), *violations(page)]


def test_a_guide_of_ten_thousand_words_is_read_like_any_other(browser: Browser, live_server: LiveServer) -> None:
    guide = republish(make_guide(), body_fr="\n\n".join(["Dix mots qui se suivent sans rien dire de neuf ici."] * 1000))
    page = browser.new_page(viewport={"width": 320, "height": 800})
    page.goto(f"{live_server.url}{guide.url_in('fr')}")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.close()
