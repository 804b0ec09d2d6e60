"""Hiding a record, and hidden records beside it, change what others see by not one byte more than they must."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from guides.models import GuidePage
from tests.factories import make_group, make_guide, make_user, restrict
from tests.factories.seminars import make_seminar
from tests.scenarios.conftest import Commit
from tests.scenarios.crawler import crawl, get
from tests.scenarios.readers import difference, search_url
from tests.scenarios.secrets import HIDINGS, Words, facts_of, hide_everything, word

pytestmark = [pytest.mark.django_db, pytest.mark.soak]


@pytest.fixture
def group(db: None) -> Group:
    return make_group()


def test_hidden_records_change_no_public_answer(commit: Commit, group: Group) -> None:
    """Neither a count nor an order nor a link nor a suggestion: not one byte."""
    with commit():
        public = [make_guide(heading_fr=f"Loyers {number}", heading_nl=f"Huur {number}") for number in range(3)]
        make_seminar()
    # Reference data is known to everyone: what is told of it changes with the records that name it, not by being there.
    words = [Words() for _each in HIDINGS]
    for each in words:
        facts_of(each)
    searches = [f"{search_url(code)}?q={text}" for code in ("fr", "nl") for text in ("loyers", "huur", "guide")]
    before = crawl(Client(), searches)
    with commit():
        for number in range(5):
            hidden = _alike(public[0], number)
            restrict(hidden, *([group] if number % 2 else []))
        hide_everything(group, words)
    changed = {url: difference(answer.text, get(Client(), url).text) for url, answer in before.items()}
    assert {url: lines for url, lines in changed.items() if lines} == {}


def _alike(public: GuidePage, number: int) -> GuidePage:
    """Return a guide with the words, the theme, the organisation and the audience of a public one."""
    guide = make_guide(
        themes=tuple(item.tag for item in public.themed_items.all()),
        organisation=public.organisation,
        heading_fr=f"Loyers loyers {number}",
        heading_nl=f"Huur huur {number}",
    )
    guide.audience = public.audience.all()
    guide.save()
    return guide


def test_a_record_that_is_closed_leaves_every_public_page(commit: Commit) -> None:
    words = word(), word()
    with commit():
        guide = make_guide(heading_fr=words[0], heading_nl=words[1])
    found = "".join(answer.text for answer in crawl(Client()).values())
    with commit():
        restrict(guide)
    left = "".join(answer.text for answer in crawl(Client()).values())
    assert [[text in told for text in words] for told in (found, left)] == [[True, True], [False, False]]


def test_somebody_who_loses_a_group_loses_its_records(commit: Commit, group: Group) -> None:
    user, secret = make_user(groups=(group,)), word()
    with commit():
        restrict(make_guide(heading_fr=secret, heading_nl=secret), group)
    client = Client()
    client.force_login(user)
    before = get(client, "/fr/guides/").text
    user.groups.clear()
    assert [secret in before, secret in get(client, "/fr/guides/").text] == [True, False]
