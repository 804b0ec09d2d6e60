import re
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from law.models import LegalBasis
from portal import sitemap
from portal.setup import ensure_tree
from tests.factories import (
    make_draft,
    make_guide,
    make_municipality,
    make_organisation,
    make_provision,
    make_theme,
    republish,
    restrict,
    schedule,
)
from themes.models import Theme

pytestmark = pytest.mark.django_db

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
SECTIONS = {
    *("/fr/", "/fr/guides/", "/fr/bonnes-pratiques/", "/fr/seminaires/", "/fr/groupes-de-travail/"),
    *("/fr/lettres/", "/nl/nieuwsbrieven/"),
    *("/nl/", "/nl/gidsen/", "/nl/goede-praktijken/", "/nl/seminaries/", "/nl/werkgroepen/"),
}


#: The pages of the reference data, of which every record brings some, and the list of recommendations.
DIRECTORY = re.compile(
    r"/(fr/(glossaire|themes|organisations|communes|legislation|recommandations)|"
    r"nl/(woordenlijst|themas|org|gem|wet|aanbevelingen))"
)


def listed(client: Client, file: str = "/sitemap.xml") -> dict[str, dict[str, str]]:
    """Return each path of a page in a sitemap with its alternates by language tag."""
    return {url: links for url, links in everything_in(client, file).items() if not DIRECTORY.match(url)}


def everything_in(client: Client, file: str = "/sitemap.xml") -> dict[str, dict[str, str]]:
    response = client.get(file)
    assert response["Content-Type"] == "application/xml"
    found = {}
    for url in ElementTree.fromstring(response.content).findall("s:url", NAMES):  # noqa: S314 - our own answer
        links = {link.attrib["hreflang"]: path(link.attrib["href"]) for link in url.findall("x:link", NAMES)}
        found[path(url.findtext("s:loc", "", NAMES))] = links
    return found


def path(url: str) -> str:
    assert url.startswith("http://testserver/")
    return url.removeprefix("http://testserver")


def test_every_public_page_is_listed_in_both_languages(client: Client) -> None:
    guide = make_guide()
    assert set(listed(client)) == {*SECTIONS, guide.url_in("fr"), guide.url_in("nl")}


def test_each_address_names_itself_and_the_other_language(client: Client) -> None:
    ensure_tree()
    pair = {"fr-BE": "/fr/guides/", "nl-BE": "/nl/gidsen/"}
    found = listed(client)
    assert [found["/fr/guides/"], found["/nl/gidsen/"]] == [pair, pair]


def test_the_pages_of_the_reference_data_are_listed_in_both_languages(client: Client) -> None:
    body = make_organisation("region", municipality=make_municipality("21009"))
    make_guide(themes=(make_theme("rent"),), organisation=body)
    french = ("/fr/themes/rent/", "/fr/organisations/region/", "/fr/communes/21009/")
    dutch = ("/nl/themas/rent/", "/nl/organisaties/region/", "/nl/gemeenten/21009/")
    found = everything_in(client)
    pairs = [("/fr/glossaire/", "/nl/woordenlijst/"), *zip(french, dutch, strict=True)]
    for fr, nl in pairs:
        assert [found[fr], found[nl]] == [{"fr-BE": fr, "nl-BE": nl}] * 2


def test_the_sitemap_tells_of_no_theme_or_provision_that_only_hidden_records_use(client: Client) -> None:
    theme, provision = make_theme("reserve"), make_provision("secret")
    Theme.objects.filter(pk=theme.pk).update(core=False)
    guide = republish(make_guide(themes=(theme,)), legal_basis=[LegalBasis(provision=provision)])
    before = set(everything_in(client))
    restrict(guide)
    assert before - set(everything_in(client)) >= {"/fr/themes/reserve/", "/nl/wetgeving/secret/"}


def test_what_readers_may_not_see_is_not_listed(client: Client) -> None:
    restrict(make_guide())
    make_guide().unpublish()
    Page.objects.filter(pk=make_guide().pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    make_draft(slug_fr="brouillon")
    schedule(make_draft(slug_fr="planifie"))
    assert set(listed(client)) == SECTIONS


def test_a_member_gets_the_sitemap_of_everyone(admin_client: Client, client: Client) -> None:
    restrict(make_guide())
    assert admin_client.get("/sitemap.xml").content == client.get("/sitemap.xml").content


def files_of(client: Client) -> list[str]:
    index = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314 - our own answer
    assert index.tag.endswith("}sitemapindex")
    return [path(each.text or "") for each in index.findall("s:sitemap/s:loc", NAMES)]


def test_many_pages_are_an_index_of_files_that_hold_each_address_once(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    guides = [make_guide() for _each in range(3)]
    restrict(guides.pop())
    whole = listed(client)
    monkeypatch.setattr(sitemap, "PAGES_OF_A_FILE", 2)

    found = [listed(client, file) for file in files_of(client)]

    assert all(0 < len(each) <= 4 for each in found)
    assert sum(map(len, found)) == len(whole)
    assert {url: links for each in found for url, links in each.items()} == whole
    assert client.get(f"/sitemap-{len(found) + 1}.xml").status_code == 404
    assert client.get("/sitemap-0.xml").status_code == 404


def test_last_file_asks_the_database_no_more_than_the_first(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for _each in range(4):
        make_guide()
    monkeypatch.setattr(sitemap, "PAGES_OF_A_FILE", 3)
    files = files_of(client)
    counts = []
    for file in (files[0], files[-2]):
        with CaptureQueriesContext(connection) as found:
            client.get(file)
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_former_addresses_are_not_listed(client: Client) -> None:
    republish(make_guide(slug_fr="ancien"), slug_fr="nouveau")
    assert [url for url in listed(client) if "ancien" in url or "nouveau" in url] == ["/fr/guides/nouveau/"]


def test_the_number_of_queries_does_not_grow(client: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            client.get("/sitemap.xml")
        return len(found)

    make_guide()
    with_one = queries()
    make_guide()
    make_guide()
    assert queries() == with_one
