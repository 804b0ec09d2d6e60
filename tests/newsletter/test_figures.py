"""Totals by theme and language; small ones are not shown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from newsletter import chart, figures
from newsletter.models import Status, Subscription
from tests.factories.newsletter import make_subscriber
from themes.models import Theme


def test_numbers_below_five_are_hidden(themes: list[Theme]) -> None:
    for number in range(5):
        make_subscriber(language="fr", themes=(themes[0],))
        if number < 4:
            make_subscriber(language="nl", themes=(themes[0],))
    (found,) = figures.by_theme()
    assert [str(cell) for cell in found.cells] == ["5", "< 5"]
    assert [cell.drawn for cell in found.cells] == [5, 0]


def test_who_left_is_not_counted_today_but_before(themes: list[Theme]) -> None:
    now = datetime(2026, 11, 30, 12, tzinfo=UTC)
    for _each in range(6):
        make_subscriber(language="nl", status=Status.UNSUBSCRIBED, themes=(themes[0],))
    Subscription.objects.update(since=now - timedelta(days=100), until=now - timedelta(days=40))
    assert figures.by_theme() == []
    numbers = [month.cells[1].number for month in figures.over_time(now)]
    assert numbers == [0, 0, 0, 0, 0, 0, 0, 0, 6, 6, 0, 0]


def test_somebody_with_two_themes_counts_once(themes: list[Theme]) -> None:
    make_subscriber(language="fr", themes=tuple(themes))
    assert figures.over_time()[-1].cells[0].number == 1


def test_columns_end_with_today_and_fill_the_drawing(themes: list[Theme]) -> None:
    for _each in range(5):
        make_subscriber(language="fr", themes=(themes[0],))
    bars = chart.bars(figures.over_time())
    assert len(bars) == figures.MONTHS
    assert bars[-1].day == timezone.localdate()
    assert bars[-1].parts[0].height == chart.HEIGHT


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3])
def test_figures_take_the_same_queries_for_one_theme_and_for_three(
    number: int, themes: list[Theme], django_assert_num_queries: object
) -> None:
    for _each in range(number):
        make_subscriber(themes=(themes[0],))
    with django_assert_num_queries(5):  # type: ignore[operator]
        figures.by_state(), figures.over_time(), figures.by_theme()
