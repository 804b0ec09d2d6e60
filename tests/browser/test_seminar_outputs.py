"""What a seminar brought: written by the coordination cell, followed by any reader to what became of it, and back."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts import roles
from portal.setup import ensure_tree
from practices.models import PracticePage
from seminars.models import PanelPage, SeminarPage
from tests.browser.authors import choose, choose_page, chooser, fill, person, publish, reading, shoot, signed_in
from tests.factories import make_organisation, make_practice, make_theme
from tests.factories.seminars import make_seminar
from tests.guides.form_data import edit_url

pytestmark = [
    pytest.mark.browser,
    pytest.mark.soak,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning"),
]

PANEL = {
    **{"heading_fr": "Partager les données", "heading_nl": "Gegevens delen"},
    **{"summary_fr": "Qui peut savoir quoi ?", "summary_nl": "Wie mag wat weten?"},
    **{"question_fr": "Que peut-on partager ?", "question_nl": "Wat mag worden gedeeld?"},
    **{"findings_fr": "Chacun attend l’autre.", "findings_nl": "Iedereen wacht op elkaar."},
}
ASKED = (("Visiter ensemble", "Samen op bezoek gaan"), ("Publier un modèle", "Een model publiceren"))


@pytest.fixture
def practice(live_server: LiveServer, settings: Any) -> PracticePage:
    """Give a practice that readers know, and a seminar that was held; no form saves itself beside who publishes."""
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0
    ensure_tree()
    roles.apply_roles()
    make_theme("damp", fr="Humidité", nl="Vocht")
    make_organisation("dirl", name_fr="Inspection du logement", name_nl="Woninginspectie")
    make_seminar(heading_fr="Habiter", heading_nl="Wonen", state="held")
    return make_practice(heading_fr="Visiter à deux", heading_nl="Met twee op bezoek")


def write_panel(page: Page) -> None:
    """Write the note of a panel, with two recommendations of which the practice takes up the first."""
    fill(page, **PANEL)
    page.locator("#id_themed_items-ADD").click()
    choose(page, chooser(page, "themed_items-0-tag"), "vocht", "Vocht")
    page.get_by_role("tab").nth(1).click()
    for number, (french, dutch) in enumerate(ASKED):
        page.locator("#id_recommendations-ADD").click()
        fill(page, **{f"recommendations__{number}__text_fr": french, f"recommendations__{number}__text_nl": dutch})
    fill(page, recommendations__0__state="taken_up")
    choose_page(page, "recommendations-0-taken_up_by", "Met twee op bezoek")
    shoot(page, "panel-recommendations-nl")
    choose(page, chooser(page, "organisation"), "woning", "Woninginspectie")


def write_outputs(page: Page) -> None:
    """Write what everybody has to take away from the seminar, and say that its outputs are there."""
    fill(page, state="outputs_published")
    page.get_by_role("tab").nth(1).click()
    page.locator("#id_takeaways-ADD").click()
    fill(page, takeaways__0__text_fr="Un signal, une visite.", takeaways__0__text_nl="Eén signaal, één bezoek.")
    shoot(page, "seminar-outputs-nl")


def fits(page: Page) -> bool:
    """Whether nothing sticks out of the screen."""
    return bool(page.locator("html").evaluate("each => each.scrollWidth <= each.clientWidth"))


def follow(page: Page, number: int) -> None:
    """Go from the seminar to the practice by way of a recommendation, and back; ``number`` is that of the language."""
    practice = ("Visiter à deux", "Met twee op bezoek")[number]
    expect(page.locator("main")).to_contain_text(("Un signal, une visite.", "Eén signaal, één bezoek.")[number])
    page.locator("main a", has_text=(PANEL["heading_fr"], PANEL["heading_nl"])[number]).first.click()
    expect(page.locator("main")).to_contain_text((PANEL["findings_fr"], PANEL["findings_nl"])[number])
    expect(page.locator("#recommendations tbody tr")).to_have_count(len(ASKED))
    assert fits(page)
    page.locator("#recommendations a", has_text=ASKED[0][number]).click()
    expect(page.locator("h1")).to_have_text(ASKED[0][number])
    assert fits(page)
    page.locator("main .register a", has_text=practice).click()
    expect(page.locator("h1")).to_have_text(practice)
    assert fits(page)
    page.locator("#taken-up a", has_text=ASKED[0][number]).click()
    expect(page.locator("h1")).to_have_text(ASKED[0][number])


def test_recommendation_of_a_seminar_leads_to_the_practice_that_takes_it_up_and_back(
    browser: Browser, live_server: LiveServer, practice: PracticePage
) -> None:
    seminar = SeminarPage.objects.get()
    with signed_in(browser, live_server, person("jan@example.org", roles.COORDINATION, "nl")) as page:
        page.goto(f"{live_server.url}/admin/pages/add/seminars/panelpage/{seminar.pk}/")
        write_panel(page)
        publish(page)
        expect(page.locator(".messages .success")).to_be_visible()
        page.goto(f"{live_server.url}{edit_url(seminar)}")
        write_outputs(page)
        publish(page)
        expect(page.locator(".messages .success")).to_be_visible()
    assert PanelPage.objects.get().live
    for number, code in enumerate(("fr", "nl")):
        with reading(browser) as page:
            page.goto(f"{live_server.url}{seminar.url_in(code)}")
            assert fits(page)
            follow(page, number)
