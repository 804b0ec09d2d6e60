"""Search for programs, and its description for browsers."""

from __future__ import annotations

import json
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core.management import call_command
from django.test import Client

from tests.factories import make_theme, make_user, restrict
from tests.search.conftest import Publish

API = "/api/v1/search"


def asked(site: Client, **query: str) -> dict[str, Any]:
    answer = site.get(API, query)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    data: dict[str, Any] = json.loads(answer.content)
    return data


def test_a_program_is_told_what_the_page_shows(site: Client, publish: Publish) -> None:
    guide = publish(heading_fr="Le bail", heading_nl="De huur", themes=(make_theme("rent", fr="Loyer"),))
    data = asked(site, q="bail")
    assert (data["query"], data["language"], data["total"], data["page"], data["pages"]) == ("bail", "fr", 1, 1, 1)
    assert data["facets"]["theme"] == {"rent": 1}
    [hit] = data["hits"]
    assert (hit["reference"], hit["title"], hit["language"]) == (guide.reference, "Le bail", "fr")


def test_a_program_chooses_its_languages(site: Client, publish: Publish) -> None:
    publish(heading_fr="Le bail", heading_nl="De huur")
    assert asked(site, q="bail")["languages"] == {"fr": 1, "nl": 0}
    assert asked(site, q="huur", lang="nl")["hits"][0]["url"].startswith("/nl/")
    assert asked(site, q="huur", lang="fr", also="nl")["total"] == 1


def test_filters_order_and_pages_are_those_of_the_page(site: Client, publish: Publish) -> None:
    publish(heading_fr="Le bail", themes=(make_theme("rent", fr="Loyer"),))
    publish(heading_fr="Le bail")
    assert asked(site, q="bail", theme="rent", order="verified")["total"] == 1
    assert asked(site, q="bail", page="999")["page"] == 1


def test_a_program_sees_no_more_than_its_reader(site: Client, publish: Publish) -> None:
    restrict(publish(heading_fr="Le bail"))
    call_command("search_sync", verbosity=0)
    assert asked(site, q="bail")["total"] == 0
    site.force_login(make_user())
    assert asked(site, q="bail")["total"] == 1


@pytest.mark.parametrize("query", ["lang=xx&also=yy", "q=%00", "page=-1", "order=no", "theme=%22&q=a", "language=nl"])
def test_any_parameter_is_answered(site: Client, query: str) -> None:
    assert site.get(f"{API}?{query}").status_code == 200


def test_it_is_only_read_and_not_listed(site: Client) -> None:
    assert site.post(API).status_code == 405
    answer = site.get(API)
    assert answer["X-Robots-Tag"] == "noindex"
    assert "Cookie" not in answer.headers.get("Vary", "")


@pytest.mark.parametrize(("path", "search"), [("/fr/recherche/", "/fr/recherche/"), ("/nl/zoeken/", "/nl/zoeken/")])
def test_browsers_are_told_how_to_search(site: Client, path: str, search: str) -> None:
    answer = site.get(f"{path}opensearch.xml")
    assert answer["Content-Type"] == "application/opensearchdescription+xml"
    root = ElementTree.fromstring(answer.content)  # noqa: S314  Our own answer.
    [url] = [each for each in root if each.tag.endswith("Url")]
    assert url.attrib["template"].endswith(f"{search}?q={{searchTerms}}")
    assert f'href="{path}opensearch.xml"' in site.get(path).content.decode()
