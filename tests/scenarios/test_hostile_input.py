"""Nothing that a stranger can send breaks the site: no answer of 500 or above, no error in the log."""

from __future__ import annotations

import logging
import os
import random
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.factories import make_guide, make_user, reload, restrict
from tests.module_rows import ModuleRows

pytestmark = [pytest.mark.django_db, pytest.mark.soak]

NORMAL = 2000
#: So many tests share these strings out, for several workers.
PARTS = 10
THOROUGH = 10_000
#: Every public parameter, by the view that reads it. A package with a new one adds it here.
PARAMETERS = {
    "guides": ["theme", "organisation", "audience", "page", "print"],
    "search": [
        "q",
        "language",
        "order",
        "page",
        "theme",
        "organisation",
        "audience",
        "municipality",
        "year",
        "kind",
        "state",
    ],
    "suggest": ["q"],
    "search_api": ["q", "lang", "also", "order", "page", "theme", "municipality", "state", "year", "kind"],
    "glossary": ["page"],
    "organisations": ["kind"],
    "account_login": ["next"],
}
PATHS: list[Callable[[str], str]] = [
    lambda text: f"/{text}",
    lambda text: f"/fr/{text}",
    lambda text: f"/nl/gidsen/{text}/",
    lambda text: f"/fr/themes/{text}/",
    lambda text: f"/nl/organisaties/{text}/",
    lambda text: f"/fr/communes/{text}/?kind={text}&page={text}",
    lambda text: f"/nl/wetgeving/{text}/",
    lambda text: f"/id/{text}",
    lambda text: f"/documents/{text}",
    lambda text: f"/documents/1/{text}",
    lambda text: f"/media/images/{text}",
    lambda text: f"/static/{text}",
    lambda text: f"/admin/{text}",
    lambda text: f"/.well-known/{text}",
]
NASTY = [
    "",
    " ",
    "\x00",
    "a\x00b",
    "\r\nSet-Cookie: x=1",
    "\ud800",
    "\ufeff",
    "\u202e",
    "\u0301" * 50,
    "%",
    "%00",
    "%zz",
    "%c0%af",
    "%ff%fe",
    "..",
    "../" * 20,
    "..%2f..%2fetc/passwd",
    "//evil.example",
    "\\\\evil.example",
    "'",
    '"',
    '"' * 41,
    "' OR 1=1 --",
    "';DROP TABLE wagtailcore_page;--",
    '"NEAR(a b',
    "a AND",
    "NOT",
    "OR OR OR",
    "a*",
    "*",
    "^a",
    "title:a",
    "{a b}: c",
    "(((((",
    "-",
    "- -a",
    "+a",
    "<script>alert(1)</script>",
    "{{7*7}}",
    "${jndi:ldap://evil.example}",
    "-1",
    "0",
    "1e9",
    "٣",
    "²",
    "99999999999999999999",
    "NaN",
    "null",
    "[]",
    "a" * 5000,
    "é" * 2000,
    "huurders" * 200,
    "a " * 3000,
    "👩‍👩‍👧‍👦" * 30,
    "İ" * 99,
    "ß",
    "ﬀ",
    "\u2028",
    "\t",
    "GT-2024-001",
    "gt-9999-999999999999999999",
]
ALPHABET = [
    chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x250), 0, 0x7F, 0x85, 0x200B, 0x2066, 0xFFFD, 0x1F600)
]


def strings(number: int, seed: int) -> Iterator[str]:
    """Yield the nasty strings, then random ones: characters, mixtures of nasty strings, and mangled ones."""
    source = random.Random(seed)  # noqa: S311 - repeatable, not secret
    yield from NASTY[:number]
    for _each in range(number - len(NASTY)):
        kind = source.randrange(3)
        if kind == 0:
            yield "".join(source.choices(ALPHABET, k=source.randrange(1, 40)))
        elif kind == 1:
            yield "".join(source.choices(NASTY, k=2))[:300]
        else:
            text = source.choice(NASTY)
            place = source.randrange(len(text) + 1)
            yield f"{text[:place]}{source.choice(ALPHABET)}{text[place:]}"[:300]


def quoted(text: str) -> str:
    return quote(text.encode("utf-8", "surrogatepass"))


def half_quoted(text: str) -> str:
    """Leave slashes and percent signs as they are: what looks like an escape is one."""
    return quote(text, safe="/%", errors="replace")


def urls(texts: Iterator[str], seed: int) -> Iterator[str]:
    """Yield one address for each string: as a path, or as one or two parameters of a view."""
    source = random.Random(seed)  # noqa: S311 - repeatable, not secret
    with translation.override("fr"):
        views = {name: "/fr/guides/" if name == "guides" else reverse(name) for name in PARAMETERS}
    for text in texts:
        if source.random() < 0.4:
            yield source.choice(PATHS)(
                source.choice([quoted, lambda text: quote(text, safe="/%", errors="replace")])(text)
            )
        else:
            name = source.choice(list(PARAMETERS))
            chosen = source.choices(PARAMETERS[name], k=source.randrange(1, 4))
            query = "&".join(f"{parameter}={quoted(text)}" for parameter in chosen)
            yield f"{views[name]}?{query}"


def broken(client: Client, asked: Iterable[str], caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return the addresses that were answered with a failure of the site, or that left an error in the log."""
    client.raise_request_exception = False
    found = []
    for url in asked:
        caplog.clear()
        status = client.get(url).status_code
        errors = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
        ours = [message for message in errors if not message.startswith("Invalid HTTP_HOST")]
        if status >= 500 or ours:
            found.append(f"{status} {url[:300]} {ours[:1]}")
    return found


@pytest.fixture(scope="module")
def guides(module_rows: ModuleRows) -> None:
    """Make a guide for everybody and one that is not."""
    with module_rows():
        make_guide(reference="GT-2024-001", slug_fr="loyers")
        restrict(make_guide())


@pytest.fixture
def site(guides: None, db: None) -> Client:
    return Client()


@pytest.mark.parametrize("part", range(PARTS))
def test_hostile_strings_break_nothing(site: Client, part: int, caplog: pytest.LogCaptureFixture) -> None:
    seed = int(os.environ.get("FUZZ_SEED", "1"))
    asked = islice(urls(strings(NORMAL, seed), seed), part, None, PARTS)
    assert broken(site, asked, caplog) == []


@pytest.mark.skipif("FUZZ" not in os.environ, reason="set FUZZ to try ten thousand strings of a new seed")
def test_many_more_hostile_strings_break_nothing(site: Client, caplog: pytest.LogCaptureFixture) -> None:
    seed = random.SystemRandom().randrange(2**32)
    assert broken(site, urls(strings(THOROUGH, seed), seed), caplog) == [], f"seed {seed}"


@pytest.mark.parametrize("text", NASTY)
def test_a_hostile_string_breaks_nothing_for_somebody_signed_in(site: Client, text: str) -> None:
    site.force_login(make_user())
    site.raise_request_exception = False
    asked = [f"/fr/guides/?theme={quoted(text)}&page={quoted(text)}", f"/fr/{quoted(text)}/"]
    assert [site.get(url).status_code >= 500 for url in asked] == [False, False]


@pytest.mark.parametrize("header", ["Accept-Language", "Cookie", "Referer", "User-Agent", "If-Modified-Since", "Range"])
def test_hostile_headers_break_nothing(site: Client, header: str) -> None:
    site.raise_request_exception = False
    paths = ["/id/GT-2024-001", "/fr/guides/loyers/"]
    texts = [text for text in NASTY if text.isprintable()][::3]
    found = [(path, text) for path in paths for text in texts if _status(site, path, header, text) >= 500]
    assert found == []


def _status(client: Client, path: str, header: str, text: str) -> int:
    value = text.encode("utf-8").decode("latin-1")
    status: int = client.get(path, headers={header: f"sessionid={value}" if header == "Cookie" else value}).status_code
    return status


@pytest.mark.parametrize("number", [1, 1000])
def test_a_filter_given_many_times_is_one_filter(site: Client, number: int, django_assert_max_num_queries: Any) -> None:
    query = urlencode([("theme", f"theme-{each}") for each in range(number)] + [("page", "2")] * number)
    with django_assert_max_num_queries(20):
        assert site.get(f"/fr/guides/?{query}").status_code == 200


def test_a_query_never_ends_up_unescaped_on_a_page(site: Client) -> None:
    payload = quoted('"><script>alert(1)</script>')
    with translation.override("fr"):
        search = reverse("search")
    asked = [f"{search}?q={payload}", f"/fr/guides/?theme={payload}", f"/fr/{payload}", f"/fr/?x={payload}"]
    asked += [f"{search}?q=a&theme={payload}", f"/fr/guides/?page={payload}", f"/fr/guides/loyers/?{payload}"]
    assert [url for url in asked if b"<script>alert" in site.get(url).content] == []


def test_a_restricted_page_keeps_a_hostile_query_inside_its_own(site: Client) -> None:
    guide = make_guide(slug_fr="secret")
    restrict(guide)
    location = site.get(f"{reload(guide).url_in('fr')}?next=https://evil.example&x=%0d%0a")["Location"]
    assert location.startswith("/fr/")
    assert not re.search(r"[\r\n]", location)
