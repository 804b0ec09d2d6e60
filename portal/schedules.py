"""When a periodic job is due: every so many minutes, or once a day at an hour of Brussels."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

BRUSSELS = ZoneInfo("Europe/Brussels")
EPOCH = datetime(2024, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)


class Schedule(Protocol):
    """The due times of a job, an endless series."""

    def latest(self, now: datetime) -> datetime:
        """Return the last due time at or before ``now``."""

    def after(self, moment: datetime) -> datetime:
        """Return the first due time after ``moment``, itself a due time."""


@dataclass(frozen=True)
class Every:
    """Due at regular distances, the same for every process, e.g. ``Every(timedelta(minutes=5))``."""

    distance: timedelta

    def latest(self, now: datetime) -> datetime:
        return now - (now - EPOCH) % self.distance

    def after(self, moment: datetime) -> datetime:
        return self.latest(moment) + self.distance


@dataclass(frozen=True)
class Daily:
    """Due once a day, in summer and in winter at the same hour of the clock."""

    at: time

    def latest(self, now: datetime) -> datetime:
        day = now.astimezone(BRUSSELS).date()
        today = self._on(day)
        return today if today <= now else self._on(day - DAY)

    def after(self, moment: datetime) -> datetime:
        return self._on(moment.astimezone(BRUSSELS).date() + DAY)

    def _on(self, day: date) -> datetime:
        # By the calendar: a day on which the clocks change has not 24 hours.
        return datetime.combine(day, self.at, tzinfo=BRUSSELS).astimezone(UTC)
