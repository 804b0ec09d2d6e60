"""The host that a request names shapes no link of an answer, and only our own hosts are answered."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client, override_settings

from tests.factories import make_guide, republish
from tests.module_rows import ModuleRows

pytestmark = pytest.mark.django_db

HOSTS = [
    {"Host": "evil.example"},
    {"Host": "testserver:80@evil.example"},
    {"Host": "testserver.evil.example"},
    {"Host": "evil.example/testserver"},
    {"Host": ""},
    {"Host": "testserver\t.evil.example"},
    {"X-Forwarded-Host": "evil.example"},
    {"X-Host": "evil.example"},
    {"X-Forwarded-Server": "evil.example"},
    {"X-Original-URL": "/evil.example"},
    {"X-Rewrite-URL": "/evil.example"},
    {"Forwarded": "host=evil.example;proto=https"},
    {"X-Forwarded-Proto": "https", "X-Forwarded-Port": "666", "X-Forwarded-Host": "evil.example:666"},
    {"Host": "testserver:666"},
]
PLACES = ["/", "/fr", "/fr/", "/fr/guides/", "/fr/guides/loyers/", "/fr/guides/loyers", "/fr/guides/ancien/"]
PLACES += ["/id/GT-2024-001", "/sitemap.xml", "/robots.txt", "/.well-known/security.txt", "/fr/inconnu/", "/admin/"]


@pytest.fixture(scope="module")
def renamed(module_rows: ModuleRows) -> None:
    """Make a guide with an earlier address."""
    with module_rows():
        republish(make_guide(reference="GT-2024-001", slug_fr="ancien"), slug_fr="loyers")


@pytest.mark.parametrize("headers", HOSTS, ids=str)
def test_the_host_of_a_request_shapes_no_link(renamed: None, client: Client, headers: dict[str, str]) -> None:
    client.raise_request_exception = False
    for path in PLACES:
        response = client.get(path, headers=headers)
        told = f"{response.headers}{response.content.decode()}"
        assert response.status_code < 500, path
        assert "evil.example" not in told, path
        assert not re.search(r"testserver:666", told), path
        assert urlsplit(urljoin("http://testserver/", response.get("Location", ""))).netloc == "testserver", path


@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "", "testserver:80@evil.example"])
def test_a_host_that_is_not_ours_is_refused(db: None, client: Client, host: str) -> None:
    assert client.get("/fr/", headers={"Host": host}).status_code == 400


@override_settings(SITE_URL="https://guides.example.org", ALLOWED_HOSTS=["guides.example.org", "www.example.org"])
def test_addresses_name_the_site_of_the_setting_whichever_of_our_hosts_is_asked(db: None, client: Client) -> None:
    guide = make_guide(slug_fr="bail", slug_nl="huur")
    answers = [client.get(path, headers={"Host": "www.example.org"}) for path in (guide.url_in("fr"), "/sitemap.xml")]
    told = "".join(answer.content.decode() for answer in answers)
    assert "https://guides.example.org/nl/gidsen/huur/" in told
    assert "www.example.org" not in told
