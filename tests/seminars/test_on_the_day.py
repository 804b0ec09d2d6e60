"""While a seminar is held, its page says what is on and what comes next; an hour that has passed is shown to nobody."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from time import sleep
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from seminars.models import ProgrammeItem
from seminars.on_the_day import now_and_next
from tests.factories import republish
from tests.factories.seminars import make_seminar

pytestmark = pytest.mark.django_db
BRUSSELS = ZoneInfo("Europe/Brussels")


def at(hour: int, minute: int = 0, day: int = 5) -> datetime:
    return datetime(2026, 10, day, hour, minute, tzinfo=BRUSSELS)


def item(start: int, end: int, name: str) -> ProgrammeItem:
    return ProgrammeItem(start=time(start), end=time(end), heading_fr=name, heading_nl=f"{name} nl", sort_order=start)


@pytest.fixture
def seminar() -> Any:
    page = make_seminar(starts_at=at(9), ends_at=at(17))
    return republish(page, programme=[item(9, 12, "Matin"), item(13, 16, "Atelier A"), item(13, 15, "Atelier B")])


@pytest.mark.parametrize(
    ("moment", "current", "coming", "until"),
    [
        (at(8), [], ["Matin"], at(9)),
        (at(9), ["Matin"], ["Atelier A", "Atelier B"], at(12)),
        (at(12), [], ["Atelier A", "Atelier B"], at(13)),
        (at(13, 30), ["Atelier A", "Atelier B"], [], at(15)),
        (at(15), ["Atelier A"], [], at(16)),
    ],
)
def test_what_is_on_and_what_begins_next(
    seminar: Any, moment: datetime, current: list[str], coming: list[str], until: datetime
) -> None:
    found = now_and_next(seminar, moment)
    assert found
    assert [str(each.heading_fr) for each in found.current] == current
    assert [str(each.heading_fr) for each in found.coming] == coming
    assert found.until == until


@pytest.mark.parametrize("moment", [at(16), at(23, 59), at(10, day=4), at(10, day=6)])
def test_nothing_is_on_before_and_after(seminar: Any, moment: datetime) -> None:
    assert now_and_next(seminar, moment) is None


def test_seminar_without_programme_or_hours_has_nothing_on() -> None:
    page = make_seminar(starts_at=at(9), ends_at=at(17))
    assert now_and_next(page, at(10)) is None
    page.programme = [ProgrammeItem(heading_fr="Matin")]
    assert now_and_next(page, at(10)) is None


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_page_is_kept_for_readers_no_longer_than_it_holds(client: Client, settings: Any) -> None:
    settings.PAGE_CACHE = True
    now = timezone.localtime()
    change = (now + timedelta(seconds=2)).time()
    rows = [(time.min, change, "Matin"), (change, time.max, "Atelier A")]
    items = [ProgrammeItem(start=start, end=end, heading_fr=name, heading_nl=name) for start, end, name in rows]
    url = republish(make_seminar(starts_at=now, ends_at=now + timedelta(hours=1)), programme=items).url_in("fr")

    def told() -> str:
        return client.get(url).content.decode().partition('id="now"')[2].partition("</section>")[0]

    first = told()
    assert "Matin" in first
    assert told() == first
    sleep(2.1)
    after = told()
    assert ("Matin" in after, "Atelier A" in after) == (False, True)
