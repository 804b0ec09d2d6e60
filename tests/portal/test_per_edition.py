"""What is held for an edition is read once, and never shown when it is over."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from wagtail.models import Page

from guides.models import GuideIndexPage
from portal import cards
from portal.per_edition import holds_until, per_edition
from portal.published import Access
from tests.factories import make_guide, make_organisation, reload, restrict

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture(autouse=True)
def page_cache(settings: Any) -> None:
    settings.PAGE_CACHE = True


@pytest.fixture
def numbers() -> Iterator[int]:
    return count()


def test_it_is_read_once_for_an_edition_and_key(numbers: Iterator[int]) -> None:
    def read() -> int:
        return next(numbers)

    assert [per_edition("one", read), per_edition("one", read), per_edition("two", read)] == [0, 0, 1]
    make_organisation()
    assert [per_edition("one", read), per_edition("one", read)] == [2, 2]


def test_it_is_read_each_time_where_pages_are_not_kept(numbers: Iterator[int], settings: Any) -> None:
    settings.PAGE_CACHE = False
    assert [per_edition("each", lambda: next(numbers)) for _time in range(2)] == [0, 1]


def test_it_holds_no_longer_than_the_next_page_that_expires() -> None:
    guide, soon = make_guide(), timezone.now() + timedelta(seconds=20)
    assert holds_until() > soon + timedelta(seconds=20)
    Page.objects.filter(pk=guide.pk).update(expire_at=soon)
    assert holds_until() == soon


def test_sections_are_read_once_and_those_of_a_reader_and_language_are_not_anothers() -> None:
    make_guide()
    page = GuideIndexPage.objects.get()
    anonymous = Access.anonymous()
    cards.sections(anonymous)
    with CaptureQueriesContext(connection) as queries:
        french = cards.sections(anonymous)
    assert len(queries) == 0
    with translation.override("nl"):
        dutch = cards.sections(anonymous)
    assert [each.heading for each in french] != [each.heading for each in dutch]
    restrict(reload(page))
    shown = {each.pk for each in cards.sections(Access.anonymous())}
    of_all = {each.pk for each in cards.sections(Access(frozenset()))}
    assert of_all - shown == {page.pk}
