"""A guide from the first word to the reader, as an author and the coordination cell live it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts import roles
from guides.models import GuideIndexPage, GuidePage
from portal.setup import ensure_tree
from tests.browser.authors import choose, chooser, person, publish, save, shoot, signed_in, tab, write
from tests.factories import make_audience, make_organisation, make_provision, make_theme

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning"),
]


@pytest.fixture
def field(live_server: LiveServer) -> None:
    """Give the portal what a first guide needs: its tree, its roles and some reference data."""
    ensure_tree()
    roles.apply_roles()
    make_theme("damp", fr="Humidité", nl="Vocht")
    make_organisation("dirl", name_fr="Inspection du logement", name_nl="Woninginspectie")
    make_audience("municipal-housing-unit")
    make_provision("housing")


def test_guide_is_written_in_two_languages_refused_while_incomplete_and_read(
    browser: Browser, live_server: LiveServer, field: None
) -> None:
    index = GuideIndexPage.objects.get()
    with signed_in(browser, live_server, person("anne@example.org", roles.EDITORS, "fr")) as page:
        page.goto(f"{live_server.url}/admin/pages/add/guides/guidepage/{index.pk}/")
        write(page, heading_fr="Humidité : que faire ?", heading_nl="Vocht: wat te doen?")
        save(page)
        guide = GuidePage.objects.get()
        assert (guide.live, guide.heading_nl) == (False, "Vocht: wat te doen?")
        shoot(page, "guide-draft-fr")

        page.locator("#id_themed_items-ADD").click()
        choose(
            page, page.locator("#id_themed_items-0-tag-chooser [data-chooser-action-choose]").first, "vocht", "Humidité"
        )
        page.locator("#id_steps-ADD").click()
        write(page, steps__0__heading_fr="Constater", steps__0__heading_nl="Vaststellen")
        save(page)
        expect(page.locator(".messages .success")).to_be_visible()
        guide.refresh_from_db()
        assert [item.tag.slug for item in guide.get_latest_revision_as_object().themed_items.all()] == ["damp"]
        assert not page.locator("[name=action-publish]").count()

    with signed_in(browser, live_server, person("jan@example.org", roles.COORDINATION, "nl")) as page:
        page.goto(f"{live_server.url}/admin/pages/{guide.pk}/edit/")
        publish(page)
        expect(page.locator(".messages .error")).to_be_visible()
        assert page.locator(".error-message").count() > 5
        shoot(page, "guide-refused-nl")
        complete(page)
        publish(page)
        page.wait_for_url("**/admin/pages/**")
        expect(page.locator(".messages .success")).to_be_visible()
        guide.refresh_from_db()
        assert guide.live
        for code, heading in (("fr", "Humidité : que faire ?"), ("nl", "Vocht: wat te doen?")):
            page.goto(f"{live_server.url}{guide.url_in(code)}")
            expect(page.locator("h1")).to_have_text(heading)
            shoot(page, f"guide-public-{code}")


def complete(page: Page) -> None:
    tab(page, 0)
    write(page, summary_fr="Les étapes.", summary_nl="De stappen.", purpose_fr="agir", purpose_nl="te handelen")
    page.locator("[name=audience]").first.check()
    tab(page, 1)
    page.locator("#id_legal_basis-ADD").click()
    choose(page, chooser(page, "legal_basis-0-provision"), "housing", "art.")
    tab(page, 2)
    choose(
        page, page.locator("#id_organisation-chooser [data-chooser-action-choose]").first, "woning", "Woninginspectie"
    )
    choose(
        page,
        page.locator("#id_verified_by-chooser [data-chooser-action-choose]").first,
        "inspection",
        "Woninginspectie",
    )
    write(page, verified_on="2026-09-01", law_as_at="2026-08-01", next_review="2027-09-01")
    page.keyboard.press("Escape")
