from __future__ import annotations

from typing import Any

import pytest
from django.template import RequestContext, Template
from django.test import Client, RequestFactory
from django.utils import translation
from wagtail.models import Page

from guides.models import GuideIndexPage
from portal.models import HomePage
from portal.setup import ensure_tree
from portal.templatetags import portal_tags
from tests.factories import make_draft, make_guide, restrict

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("mailbox", "written"),
    [
        ("logement@commune.example", "logement@<wbr>commune.example"),
        ("<b>@x", "&lt;b&gt;@<wbr>x"),
        ("logement", "<wbr>logement"),
    ],
)
def test_a_mailbox_may_be_broken_after_its_sign(mailbox: str, written: str) -> None:
    assert portal_tags.breakable(mailbox) == written


def context(page: Page | None = None, path: str = "/fr/") -> RequestContext:
    values = {"request": RequestFactory().get(path), "page": page}
    return RequestContext(values["request"], values)


def links(page: Page | None, path: str) -> dict[str, tuple[str, bool]]:
    found = portal_tags.language_links(context(page, path))
    return {link.language.code: (link.url, link.current) for link in found}


def test_the_switch_of_language_stays_on_the_record_with_its_query() -> None:
    guide = make_guide(slug_fr="loyers", slug_nl="huur")
    with translation.override("nl"):
        assert links(guide, "/nl/gidsen/huur/?print=1&q=%22") == {
            "fr": ("/fr/guides/loyers/?print=1&q=%22", False),
            "nl": ("/nl/gidsen/huur/?print=1&q=%22", True),
        }


@pytest.mark.parametrize("path", ["/fr/unknown/", "/fr//evil.example", "/fr/\\evil.example"])
def test_the_switch_of_an_unknown_page_leads_home(path: str) -> None:
    with translation.override("fr"):
        assert links(None, path) == {"fr": ("/fr/", True), "nl": ("/nl/", False)}


def test_a_draft_without_address_switches_to_the_home_page() -> None:
    assert links(make_draft(), "/fr/") == {"fr": ("/fr/", True), "nl": ("/nl/", False)}


def test_the_switch_stays_on_a_view_with_its_query(client: Client) -> None:
    ensure_tree()
    with translation.override("fr"):
        url = portal_tags.reverse("search")
    with translation.override("nl"):
        other = portal_tags.reverse("search")
    assert f'href="{other}?q=loyer' in client.get(f"{url}?q=loyer").content.decode()


def test_a_guide_names_its_languages_and_its_permalink() -> None:
    guide = make_guide(slug_fr="loyers", slug_nl="huur", reference="GT-2024-001")
    assert portal_tags.alternates(context(guide)) == [
        ("fr-BE", "http://testserver/fr/guides/loyers/"),
        ("nl-BE", "http://testserver/nl/gidsen/huur/"),
        ("x-default", "http://testserver/id/GT-2024-001"),
    ]


def test_the_home_page_names_the_choice_of_languages() -> None:
    ensure_tree()
    assert portal_tags.alternates(context(HomePage.objects.get()))[-1] == ("x-default", "http://testserver/")


def test_a_preview_names_no_address() -> None:
    shown = context(make_guide())
    shown["request"].is_preview = True
    assert portal_tags.alternates(shown) == []


def test_the_host_of_the_request_is_in_no_absolute_address(settings: Any) -> None:
    settings.SITE_URL = "https://guides.example.org/"
    assert portal_tags.absolute("/fr/") == "https://guides.example.org/fr/"


def test_the_menu_shows_the_sections_a_reader_may_see() -> None:
    ensure_tree()
    section = GuideIndexPage.objects.get()
    before = portal_tags.navigation(context())
    restrict(section)
    assert {each.pk for each in before} - {each.pk for each in portal_tags.navigation(context())} == {section.pk}


def test_a_section_that_is_not_for_menus_is_in_none() -> None:
    ensure_tree()
    GuideIndexPage.objects.update(show_in_menus=False)
    assert GuideIndexPage.objects.get().pk not in [each.pk for each in portal_tags.navigation(context())]


def test_the_way_to_a_page_starts_at_the_home_page() -> None:
    guide = make_guide()
    home, section = HomePage.objects.get(), GuideIndexPage.objects.get()
    ways = [portal_tags.breadcrumbs(context(), page) for page in (guide, section, home)]
    assert [[each.pk for each in way] for way in ways] == [[home.pk, section.pk], [home.pk], []]


def test_a_section_out_of_the_menus_is_still_on_the_way() -> None:
    guide = make_guide()
    GuideIndexPage.objects.update(show_in_menus=False)
    assert portal_tags.breadcrumbs(context(), guide)[-1].pk == GuideIndexPage.objects.get().pk


def test_the_furniture_of_a_page_is_asked_for_once(django_assert_num_queries: Any) -> None:
    guide, shown = make_guide(), context()
    portal_tags.navigation(shown)
    with django_assert_num_queries(0):
        assert "/fr/guides/" in [each.url for each in portal_tags.navigation(shown)]
        assert [each.url for each in portal_tags.breadcrumbs(shown, guide)] == ["/fr/", "/fr/guides/"]


def test_chosen_records_keep_their_order_and_leave_out_hidden_ones() -> None:
    one, two, hidden = make_guide(), make_guide(), make_guide()
    restrict(hidden)
    assert [card.pk for card in portal_tags.chosen_records(context(), [two, hidden, None, one])] == [two.pk, one.pk]


def test_a_template_without_request_reads_as_a_stranger() -> None:
    restrict(make_guide())
    template = Template("{% load portal_tags %}{% latest_records 5 as found %}{{ found|length }}")
    assert template.render(RequestContext(None, {})) == "0"


def test_the_name_of_a_document_type_and_its_size() -> None:
    class Document:
        file_extension = "pdf"

        def get_file_size(self) -> int | None:
            return None

    assert portal_tags.file_facts(Document()).startswith("PDF, 0")


def test_a_record_stands_under_its_own_section_only() -> None:
    guide = make_guide()
    sections = portal_tags.navigation(context(guide))
    assert [each.pk for each in sections if portal_tags.stands_under(guide, each)] == [guide.get_parent().pk]
    assert not any(portal_tags.stands_under("", each) for each in sections)
