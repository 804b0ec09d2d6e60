"""What each kind of reader asks a site that hides records, and what its answers give away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import unified_diff
from urllib.parse import unquote

from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.factories import make_group, member_of
from tests.scenarios.crawler import Answer
from tests.scenarios.secrets import Secret

READERS = ("anonymous", "member", "other")
#: Every public end point that takes words, with the place of the word. A package with a new one adds it here.
QUERIES = [
    "{fr_search}?q={word}&language=all",
    "{fr_search}suggest/?q={word}",
    "/api/v1/search?q={word}&lang=nl&also=fr",
    "/id/{word}",
    "/media/images/{word}",
    "/documents/1/{word}",
]
#: Every end point that filters by a theme or an organisation.
FILTERS = {
    "theme": [
        "/fr/themes/{word}/",
        "/nl/themas/{word}/",
        "{fr_search}?q=guide&theme={word}",
        "{nl_search}?theme={word}&order=date",
        "/fr/guides/?theme={word}",
        "/api/v1/search?theme={word}",
    ],
    "provision": ["/fr/legislation/{word}/", "/nl/wetgeving/{word}/"],
    "organisation": [
        "/fr/organisations/{word}/",
        "/nl/organisaties/{word}/",
        "{fr_search}?q=guide&organisation={word}",
        "/nl/gidsen/?organisation={word}",
    ],
}
#: Addresses that name a record by its slug.
PATHS = ["/fr/guides/{word}/", "/nl/gidsen/{word}", "/fr/{word}/", "/fr/members/{word}/", "/fr/closed/{word}/"]
#: Where everyone is told of every organisation, whatever it answers for.
OF_ORGANISATIONS = re.compile(r"/(fr/organisations|nl/organisaties)/|/sitemap")
#: Headers and fields that differ from one answer to the next by themselves.
OF_THE_MOMENT = re.compile(
    r"[-+]\s*(Expires: |Set-Cookie: |<input type=\"hidden\" name=\"(?:csrfmiddlewaretoken|stamp)\")"
)


def search_url(code: str) -> str:
    with translation.override(code):
        return reverse("search")


def filled(pattern: str, text: str) -> str:
    return pattern.format(word=text, fr_search=search_url("fr"), nl_search=search_url("nl"))


def reader(name: str, group: Group) -> Client:
    client = Client()
    if name != "anonymous":
        client.force_login(member_of(group) if name == "member" else member_of(make_group()))
    return client


def forbidden(secrets: list[Secret], who: str) -> set[str]:
    return {text for secret in secrets if who not in secret.readers for text in secret.words.all()}


def known_of(secrets: list[Secret]) -> frozenset[str]:
    """Return what everyone may know: the organisations; that a hidden record names one is not told."""
    return frozenset(text for secret in secrets for text in secret.words.known())


def leaks(answer: Answer, words: set[str], known: frozenset[str] = frozenset()) -> list[str]:
    """Return the words that an answer tells; what stands in the address that was asked for was known before."""
    if OF_ORGANISATIONS.match(answer.url):
        words = words - known
    asked, told = unquote(answer.url).lower(), answer.text.lower()
    return [text for text in words if text in told and text not in asked]


def difference(before: str, after: str) -> list[str]:
    """Return the lines in which two answers differ."""
    lines = unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if not line.startswith(("---", "+++", "@@")) and not OF_THE_MOMENT.match(line)]


def addresses_of(secrets: list[Secret]) -> Iterator[str]:
    """Yield every address that somebody might guess or have been told."""
    for secret in secrets:
        yield f"/id/{secret.page.slug}"
        yield from (row.url for row in secret.page.addresses.all())
        yield from (row.url.rstrip("/") for row in secret.page.addresses.all())
        yield from (document.url for document in secret.documents)
