"""No word of a record reaches a reader who may not see it, by any way through the site."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client, TestCase, override_settings

from tests.factories import make_group, make_guide, reload
from tests.factories.seminars import make_seminar
from tests.module_rows import ModuleRows
from tests.scenarios.conftest import Commit
from tests.scenarios.crawler import crawl, get
from tests.scenarios.readers import (
    FILTERS,
    PATHS,
    QUERIES,
    READERS,
    addresses_of,
    difference,
    filled,
    forbidden,
    known_of,
    leaks,
    reader,
    search_url,
)
from tests.scenarios.secrets import Secret, Words, facts_of, hide_everything, word

pytestmark = [pytest.mark.django_db, pytest.mark.soak]

Hidden = tuple[Group, list[Secret], Path]


@pytest.fixture(scope="module")
def hidden(module_rows: ModuleRows, tmp_path_factory: pytest.TempPathFactory) -> Hidden:
    """Make every kind of hidden record, and an index; return whose group sees some, the records and the index."""
    index = tmp_path_factory.mktemp("hidden") / "search"
    with module_rows(), override_settings(SEARCH={"ENGINE": "fts5", "DIRECTORY": index}):
        group = make_group()
        with TestCase.captureOnCommitCallbacks(execute=True):
            make_guide(heading_fr="Guide public", heading_nl="Openbare guide")
            make_seminar()
            found = hide_everything(group)
        call_command("search_sync", verbosity=0)
    return group, found, index


@pytest.fixture
def group(hidden: Hidden) -> Group:
    return hidden[0]


@pytest.fixture
def secrets(commit: Commit, hidden: Hidden, tmp_path: Path) -> list[Secret]:
    """Return the hidden records, with an index that the test may change."""
    shutil.copytree(hidden[2], tmp_path / "search", ignore=shutil.ignore_patterns("*-shm"))
    return hidden[1]


@pytest.mark.parametrize("who", READERS)
def test_no_word_of_a_hidden_record_is_told_on_any_page(who: str, secrets: list[Secret], group: Group) -> None:
    answers = crawl(reader(who, group), addresses_of(secrets))
    words = forbidden(secrets, who)
    told = {url: found for url, answer in answers.items() if (found := leaks(answer, words, known_of(secrets)))}
    assert told == {}
    assert [answer.url for answer in answers.values() if answer.status >= 500] == []


def test_the_crawl_finds_what_each_reader_may_see(secrets: list[Secret], group: Group) -> None:
    """A crawl that finds nothing would prove nothing."""
    for who in READERS:
        told = "".join(answer.text for answer in crawl(reader(who, group)).values()).lower()
        seen = {secret.name for secret in secrets if secret.words.heading in told}
        assert seen == {secret.name for secret in secrets if who in secret.readers}


@pytest.mark.parametrize("who", READERS)
def test_the_beginning_of_a_word_never_gives_the_rest(who: str, secrets: list[Secret], group: Group) -> None:
    client, words = reader(who, group), forbidden(secrets, who)
    asked = [filled(QUERIES[0], text[:10]) for text in sorted(words)]
    assert {url: found for url in asked if (found := leaks(get(client, url), words))} == {}


@pytest.mark.parametrize("who", READERS)
def test_a_hidden_word_is_answered_like_one_that_nobody_ever_wrote(
    who: str, secrets: list[Secret], group: Group
) -> None:
    client, nothing = reader(who, group), word()
    for pattern in QUERIES:
        control = get(client, filled(pattern, nothing)).text.replace(nothing, "")
        for text in sorted(forbidden(secrets, who)):
            answer = get(client, filled(pattern, text)).text.replace(text, "")
            assert difference(control, answer) == [], pattern


@pytest.mark.parametrize("who", READERS)
def test_what_only_hidden_records_use_is_answered_like_what_nothing_uses(
    who: str, secrets: list[Secret], group: Group
) -> None:
    """Themes and organisations are known to everyone; that a hidden record uses one is not."""
    client, unused = reader(who, group), Words()
    facts_of(unused)
    for kind, patterns in FILTERS.items():
        for pattern in patterns:
            control = without_words(client, pattern, unused, kind)
            for secret in secrets:
                if who not in secret.readers and secret.name != "a draft of a public guide":
                    answer = without_words(client, pattern, secret.words, kind)
                    assert difference(control, answer) == [], (secret.name, pattern)


def without_words(client: Client, pattern: str, words: Words, kind: str) -> str:
    """Return the answer to a filter without its own words, its lines and values sorted: values stand by their label."""
    identifier, label = getattr(words, f"{kind}_id"), getattr(words, kind)
    text = get(client, filled(pattern, identifier)).text
    rest = re.sub(rf"{identifier}|{label}", "", text, flags=re.IGNORECASE)
    lines = (sorted(re.split(", |[{}]", line)) if line.startswith("{") else [line] for line in rest.splitlines())
    return "\n".join(sorted(value for line in lines for value in line))


@pytest.mark.parametrize("who", READERS)
def test_the_address_of_what_is_not_published_is_as_unknown_as_any(
    who: str, secrets: list[Secret], group: Group
) -> None:
    client, nothing = reader(who, group), word()
    for secret in secrets:
        if not secret.readers:
            answers = {get(client, filled(path, secret.words.slug)).status for path in PATHS}
            assert answers == {get(client, filled(PATHS[0], nothing)).status}, secret.name


@pytest.mark.parametrize("who", READERS)
def test_the_file_of_a_hidden_record_is_as_unknown_as_any(who: str, secrets: list[Secret], group: Group) -> None:
    client = reader(who, group)
    for secret in secrets:
        for document in secret.documents:
            answer = get(client, document.url)
            expected = 200 if who in secret.readers else 404
            assert (answer.status, secret.words.file_content in answer.text) == (expected, expected == 200), secret.name


def test_a_condition_on_the_version_of_a_file_gives_nothing_away(secrets: list[Secret]) -> None:
    for secret in secrets:
        for document in secret.documents:
            response = Client().get(document.url, headers={"If-None-Match": f'"{document.get_file_hash()}"'})
            assert (response.status_code, response.get("ETag")) == (404, None)


def test_an_answer_kept_from_a_member_is_not_one_for_everyone(secrets: list[Secret], group: Group) -> None:
    member = reader("member", group)
    for url in ("/fr/", "/fr/guides/", f"{search_url('fr')}?q=guide"):
        response = member.get(url)
        private = "no-store" in response.get("Cache-Control", "") or "Cookie" in response.get("Vary", "")
        assert private, url


def test_withdrawing_a_hidden_record_tells_nothing_of_it(secrets: list[Secret], commit: Commit, group: Group) -> None:
    known = list(addresses_of(secrets))
    with commit():
        for secret in secrets:
            reload(secret.page).delete()
    words = {text for secret in secrets for text in secret.words.all()}
    answers = crawl(Client(), known)
    assert {url: found for url, each in answers.items() if (found := leaks(each, words, known_of(secrets)))} == {}
