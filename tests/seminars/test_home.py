from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.published import Access
from seminars.home import seminars
from tests.factories import restrict
from tests.factories.seminars import a_recommendation, make_panel, make_seminar

pytestmark = pytest.mark.django_db


def coming(days: int, **fields: Any) -> Any:
    start = timezone.now() + timedelta(days=days)
    return make_seminar(starts_at=start, ends_at=start + timedelta(hours=6), **fields)


def with_outputs() -> Any:
    return make_seminar(state="outputs_published", body_fr="Synthèse", body_nl="Synthese")


def test_the_next_seminar_is_the_first_that_is_not_over() -> None:
    make_seminar()
    coming(90)
    soon = coming(10)
    assert seminars(Access.anonymous()).next == soon


def test_the_last_seminar_is_the_latest_with_outputs_and_tells_its_thread() -> None:
    page = with_outputs()
    make_seminar(starts_at=timezone.now() - timedelta(days=9), ends_at=timezone.now() - timedelta(days=8), state="held")
    make_panel(
        page, recommendations=(a_recommendation(), a_recommendation(state="done", reason_fr="Fait", reason_nl="Gedaan"))
    )
    make_panel(page, recommendations=(a_recommendation(),))
    last = seminars(Access.anonymous()).last
    assert last is not None
    assert (last.page, last.panels, last.recommendations) == (page, 2, 3)
    assert [(count.state, count.number, count.before) for count in last.counts] == [("open", 2, 0), ("done", 1, 2)]


def test_what_is_hidden_is_not_told() -> None:
    page = with_outputs()
    restrict(make_panel(page, recommendations=(a_recommendation(),)))
    restrict(coming(10))
    told = seminars(Access.anonymous())
    assert told.next is None
    assert told.last is not None
    assert told.last.recommendations == 0


def test_two_queries_tell_the_seminars_however_many_there_are() -> None:
    page = with_outputs()
    for _each in range(2):
        make_panel(page, recommendations=(a_recommendation(), a_recommendation()))
    coming(5), coming(6)
    access = Access.anonymous()
    with CaptureQueriesContext(connection) as asked:
        seminars(access)
    assert len(asked) == 2


def test_the_home_page_invites_to_the_next_seminar() -> None:
    page = coming(20, state="open", registration_link="https://example.org/inscription")
    for code in ("fr", "nl"):
        html = Client().get(f"/{code}/").content.decode()
        assert page.url_in(code) in html
        assert "https://example.org/inscription" in html
