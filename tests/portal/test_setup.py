import pytest
from django.core.management import call_command
from django.test import Client
from wagtail.models import Page, Site

from guides.models import GuideIndexPage
from portal.models import Address, HomePage, Reference
from portal.setup import ensure_tree

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def new_site(db: None) -> None:
    """Leave of the pages what Wagtail's own migrations leave: a page of welcome, and a site that points at it."""
    HomePage.objects.get().delete()
    for model in (Address, Reference, Site):
        model.objects.all().delete()
    welcome = Page.get_first_root_node().add_child(
        instance=Page(title="Welcome to your new Wagtail site!", slug="home")
    )
    Site.objects.create(hostname="localhost", is_default_site=True, root_page=welcome)


def test_a_new_site_has_a_home_page_and_a_list_of_guides_in_both_languages() -> None:
    ensure_tree()
    urls = {
        page.url_in(code) for page in (HomePage.objects.get(), GuideIndexPage.objects.get()) for code in ("fr", "nl")
    }
    assert urls == {"/fr/", "/nl/", "/fr/guides/", "/nl/gidsen/"}


def test_making_the_tree_again_changes_nothing() -> None:
    ensure_tree()
    before = [list(model.objects.order_by("pk").values()) for model in (Page, Address, Site)]
    ensure_tree()
    assert [list(model.objects.order_by("pk").values()) for model in (Page, Address, Site)] == before


def test_the_site_is_known_by_its_setting(settings: object) -> None:
    settings.SITE_URL = "https://guides.example.org:8443"  # type: ignore[attr-defined]
    ensure_tree()
    site = Site.objects.get()
    assert (site.hostname, site.port, site.root_page.specific) == ("guides.example.org", 8443, HomePage.objects.get())


def test_the_welcome_page_of_wagtail_is_gone() -> None:
    ensure_tree()
    assert [page.specific_class for page in Page.objects.filter(depth=2)] == [HomePage]


def test_what_an_editor_changed_stays(client: Client) -> None:
    ensure_tree()
    home = HomePage.objects.get()
    home.heading_fr = "Autre titre"
    home.save_revision().publish()
    call_command("setup_site", verbosity=0)
    assert HomePage.objects.get().heading_fr == "Autre titre"
