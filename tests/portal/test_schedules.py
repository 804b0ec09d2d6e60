from datetime import UTC, datetime, time, timedelta

from portal.schedules import Daily, Every


def at(day, hour, minute=0):
    return datetime(2026, *day, hour, minute, tzinfo=UTC)


def test_regular_job_was_last_due_at_the_full_distance():
    every = Every(timedelta(minutes=5))

    assert every.latest(at((3, 2), 10, 7)) == at((3, 2), 10, 5)
    assert every.latest(at((3, 2), 10, 5)) == at((3, 2), 10, 5)
    assert every.after(at((3, 2), 10, 5)) == at((3, 2), 10, 10)


def test_daily_job_keeps_its_hour_of_the_clock_in_summer_and_winter():
    daily = Daily(time(4))

    assert daily.latest(at((1, 15), 12)) == at((1, 15), 3)
    assert daily.latest(at((7, 15), 12)) == at((7, 15), 2)


def test_daily_job_before_its_hour_was_last_due_yesterday():
    assert Daily(time(4)).latest(at((1, 15), 2, 59)) == at((1, 14), 3)


def test_daily_job_is_due_once_on_the_days_the_clock_changes():
    daily = Daily(time(2, 30))
    due = [daily.latest(at((3, 28), 12))]
    while len(due) < 4:
        due.append(daily.after(due[-1]))

    assert [moment.date().day for moment in due] == [28, 29, 30, 31]


def test_the_night_after_the_clocks_change_no_day_is_passed_over_and_none_comes_twice() -> None:
    daily = Daily(time(0, 30))
    # Sunday 29 March 2026 has 23 hours, Sunday 25 October 2026 has 25.
    assert daily.latest(at((3, 29), 22, 15)) == at((3, 28), 23, 30)
    sunday = daily.latest(at((10, 25), 12))
    assert daily.after(sunday) - sunday == timedelta(hours=25)
