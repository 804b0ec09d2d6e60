"""How many people get the newsletter, by theme and language, today and over the last year. Totals only.

A number so small that it might tell of a person is not shown.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q
from django.utils import timezone

import languages
from newsletter.models import Status, Subscriber, Subscription
from themes.models import Theme

SMALLEST = 5
MONTHS = 12


@dataclass(frozen=True)
class Cell:
    """A number, or that it is too small to be shown."""

    number: int

    @property
    def is_hidden(self) -> bool:
        return 0 < self.number < SMALLEST

    def __str__(self) -> str:
        return f"< {SMALLEST}" if self.is_hidden else str(self.number)

    @property
    def drawn(self) -> int:
        """What a chart shows: nothing of a small number."""
        return 0 if self.is_hidden else self.number


@dataclass(frozen=True)
class ThemeFigures:
    """The followers of one theme in each language, in the order of the languages."""

    theme: Theme
    cells: list[Cell]


@dataclass(frozen=True)
class Month:
    """The followers of any theme at the end of a month, or today, in each language."""

    day: date
    cells: list[Cell]


def by_state() -> list[tuple[str, Cell]]:
    """Return how many subscribers are in each state."""
    numbers = dict(Subscriber.objects.order_by().values_list("status").annotate(number=Count("pk")))
    return [(str(status.label), Cell(numbers.get(status.value, 0))) for status in Status]


def by_theme() -> list[ThemeFigures]:
    """Return the themes that somebody follows today, by label."""
    current = Subscription.objects.current().filter(subscriber__status=Status.ACTIVE).order_by()
    rows = current.values_list("theme", "subscriber__language").annotate(number=Count("pk"))
    numbers = Counter({(theme, code): number for theme, code, number in rows})
    themes = Theme.objects.with_labels().filter(pk__in={theme for theme, _code in numbers})
    found = [ThemeFigures(theme, [Cell(numbers[theme.pk, code]) for code in languages.CODES]) for theme in themes]
    return sorted(found, key=lambda each: str(each.theme.label).casefold())


def over_time(now: datetime | None = None) -> list[Month]:
    """Return the ends of the last months, oldest first, and today, in one query."""
    moments = _moments(now or timezone.now())
    counts = {
        f"at_{place}": Count(
            "subscriber", distinct=True, filter=Q(since__lte=moment) & (Q(until=None) | Q(until__gt=moment))
        )
        for place, moment in enumerate(moments)
    }
    rows = Subscription.objects.order_by().values("subscriber__language").annotate(**counts)
    found: dict[str, dict[str, int]] = {row["subscriber__language"]: row for row in rows}
    return [
        Month(
            timezone.localtime(moment).date(),
            [Cell(found.get(code, {}).get(f"at_{place}", 0)) for code in languages.CODES],
        )
        for place, moment in enumerate(moments)
    ]


def _moments(now: datetime) -> list[datetime]:
    first = timezone.localtime(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    ends = []
    for _month in range(MONTHS - 1):
        last = first - timedelta(seconds=1)
        ends.append(last)
        first = last.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return [*reversed(ends), now]
