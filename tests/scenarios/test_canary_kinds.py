"""No kind of record tells a word of itself to a reader who may not see it, at any address that the site has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import TestCase, override_settings
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, resolve, reverse
from django.utils import translation
from wagtail.models import Page, get_page_models

import languages
from accounts.models import User
from portal.models.sections import HomePage, index_page_models
from seminars import calendar
from tests.factories import make_group, make_guide, make_organisation, make_provision, make_theme
from tests.module_rows import ModuleRows
from tests.scenarios.conftest import Commit
from tests.scenarios.crawler import Answer, crawl, get
from tests.scenarios.hidden_kinds import MAKERS, Hidden, guessed, hide_all
from tests.scenarios.readers import READERS, reader

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.soak,
    # The library of images leaves its temporary files to the collector.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

#: What follows the address of a page: calendar files, recommendations, data, versions for paper.
SUFFIXES = [calendar.SEMINAR_FILE, calendar.PANEL_FILE, "1/", "?format=json"]
#: Where there is nothing to be read, each with the reason; every other address is asked for.
NOT_ASKED = {
    "account_logout": "signs the reader out",
    "wagtaildocs_authenticate_with_password": "there are no collections with a password",
    "wagtailcore_authenticate_with_password": "there are no pages with a password",
}


@pytest.fixture(scope="module")
def everything(
    module_rows: ModuleRows, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Group, list[Hidden], Path, list[str]]:
    index = tmp_path_factory.mktemp("kinds") / "search"
    with module_rows(), override_settings(SEARCH={"ENGINE": "fts5", "DIRECTORY": index}):
        group = make_group()
        with TestCase.captureOnCommitCallbacks(execute=True):
            make_guide(heading_fr="Guide public", heading_nl="Openbare guide")
            hidden = hide_all(group)
        call_command("search_sync", verbosity=0)
        asked = [*guessed(hidden, SUFFIXES), *_searches(hidden), *_views(hidden)]
    return group, hidden, index, asked


@pytest.fixture
def hidden(everything: tuple[Group, list[Hidden], Path, list[str]], settings: Any, commit: Commit) -> list[Hidden]:
    settings.SEARCH = {"ENGINE": "fts5", "DIRECTORY": everything[2]}
    return everything[1]


def _searches(hidden: list[Hidden]) -> Iterator[str]:
    for each in hidden:
        yield f"/fr/recherche/?q={each.word}"
        yield f"/nl/zoeken/?q={each.word[:8]}&language=all"


def _views(hidden: list[Hidden]) -> Iterator[str]:
    """Yield an address for each pattern, in both languages, with something real for each part of it."""
    parts = {
        "slug": make_theme().slug,
        "identifier": make_organisation().identifier,
        "nis": "21001",
        "number": 1,
        "document_id": hidden[0].documents[0].pk,
        "document_filename": hidden[0].documents[0].filename,
        "path": "nothing.png",
        "token": "nothing",
        "uidb36": "1",
        "key": "nothing",
    }
    provision = make_provision().identifier
    references = [each.page.slug for each in hidden]
    for name, wanted in sorted(_patterns()):
        for code in ("fr", "nl"):
            with translation.override(code):
                for reference in references if "reference" in wanted else [""]:
                    values = {
                        **parts,
                        "reference": reference,
                        **({"identifier": provision} if name == "provision" else {}),
                    }
                    yield _address(name, {part: values[part] for part in wanted})


def _address(name: str, values: dict[str, Any]) -> str:
    try:
        return reverse(name, kwargs=values)
    except NoReverseMatch:
        return reverse(name, args=list(values.values()))


def _patterns() -> set[tuple[str, tuple[str, ...]]]:
    """Return the name and the parts of every address that is not one of the admin; one without a name is told."""
    found = set()
    for route, pattern in _below(get_resolver().url_patterns):
        if not route.startswith("admin/"):
            assert pattern.name, f"{route} has no name"
            named = tuple(pattern.pattern.converters or pattern.pattern.regex.groupindex)
            unnamed = ("document_id", "document_filename")[: pattern.pattern.regex.groups] if not named else ()
            found.add((pattern.name, named or unnamed))
    return {(name, parts) for name, parts in found if name not in NOT_ASKED and name != "page"}


def _below(patterns: list[Any], route: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _below(pattern.url_patterns, here)
        else:
            yield here, pattern


def _view(url: str) -> str:
    code = url[1:3] if url[1:3] in languages.CODES else languages.CODES[0]
    with translation.override(code):
        return resolve(url.partition("?")[0]).view_name


def crawled(who: str, everything: tuple[Group, list[Hidden], Path, list[str]]) -> dict[str, Answer]:
    """Return the answers to every link, and to what is guessed; what a search links to was followed from elsewhere."""
    client = reader(who, everything[0])
    return {**{url: get(client, url) for url in everything[3]}, **crawl(client, at_most=3000)}


@pytest.mark.parametrize("who", READERS)
def test_no_kind_tells_a_word_of_a_hidden_record(
    who: str, hidden: list[Hidden], everything: tuple[Group, list[Hidden], Path, list[str]]
) -> None:
    answers = crawled(who, everything)
    told = {
        (each.name, url)
        for each in hidden
        if who not in each.readers
        for url, answer in answers.items()
        if each.word in answer.text.lower() and each.word[:8] not in url
    }
    assert told == set()
    assert [answer.url for answer in answers.values() if answer.status >= 500] == []
    everything_told = "".join(answer.text.lower() for url, answer in answers.items() if "q=" not in url)
    unseen = {each.name for each in hidden if who in each.readers and each.word not in everything_told}
    assert unseen == set()
    names = {_view(url) for url in answers}
    assert {name for name, _parts in _patterns()} - names == set()


def test_every_type_of_page_is_hidden_in_every_way() -> None:
    lists = {HomePage, *index_page_models(), Page}
    assert set(get_page_models()) - lists == set(MAKERS)


@pytest.mark.parametrize("who", READERS)
def test_the_files_of_every_kind_are_for_those_who_may_see_the_record(
    who: str, hidden: list[Hidden], everything: tuple[Group, list[Hidden], Path, list[str]]
) -> None:
    client = reader(who, everything[0])
    files = [(each, document) for each in hidden for document in each.documents]
    assert len(files) > len(hidden) // 2
    for each, document in files:
        response = client.get(document.url)
        b"".join(response)
        assert response.status_code == (200 if who in each.readers else 404), each.name


def test_somebody_whose_account_was_closed_is_a_stranger(
    hidden: list[Hidden], everything: tuple[Group, list[Hidden], Path, list[str]]
) -> None:
    client = reader("member", everything[0])
    shown = [each for each in hidden if "member" in each.readers]
    assert {client.get(each.page.url_in("fr")).status_code for each in shown} == {200}
    User.objects.update(is_active=False)
    assert {client.get(each.page.url_in("fr")).status_code for each in shown} == {302}
