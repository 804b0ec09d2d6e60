"""Dates, times and numbers as they stand under a key of the front matter; see ``exchange.values``."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from exchange.front_matter import Entry, Refused
from exchange.reference_tables import parsed_date
from exchange.values import Context, Read, typed

_MONTH = re.compile(r"\d{4}-\d{2}", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}", re.ASCII)
_CLOCK = re.compile(r"\d{2}:\d{2}", re.ASCII)
_NUMBER = re.compile(r"\d{1,9}", re.ASCII)
LARGEST = 32_767  # what the smallest column for whole numbers holds


def day(entry: Entry, context: Context) -> date:
    value = parsed_date(typed(entry))
    if value is None:
        raise _refused(entry, _("“%(value)s” is not a date such as 2025-05-01."))
    return value


def month(entry: Entry, context: Context) -> date:
    """A month, as its first day; a whole date stands for its month."""
    value = typed(entry)
    found = parsed_date(f"{value}-01" if _MONTH.fullmatch(value) else value)
    if found is None:
        raise _refused(entry, _("“%(value)s” is not a month such as 2025-05."))
    return found.replace(day=1)


def moment(entry: Entry, context: Context) -> datetime:
    """A day and a time of day in Brussels."""
    value = typed(entry)
    try:
        found = datetime.fromisoformat(value) if _MOMENT.fullmatch(value) else None
    except ValueError:
        found = None
    if found is None:
        raise _refused(entry, _("“%(value)s” is not a day and a time such as 2025-05-01T09:30."))
    return found.replace(tzinfo=ZoneInfo(settings.TIME_ZONE))


def clock(entry: Entry, context: Context) -> time:
    value = typed(entry)
    try:
        found = time.fromisoformat(value) if _CLOCK.fullmatch(value) else None
    except ValueError:
        found = None
    if found is None:
        raise _refused(entry, _("“%(value)s” is not a time of day such as 09:30."))
    return found


def whole(entry: Entry, context: Context) -> int:
    """A whole number, not negative."""
    value = typed(entry)
    if not _NUMBER.fullmatch(value) or int(value) > LARGEST:
        raise _refused(entry, _("“%(value)s” is not a whole number."))
    return int(value)


def decimal(*, digits: int, places: int) -> Read:
    """A number that is not negative, with a point, of at most ``digits`` digits, ``places`` of them after the point."""
    pattern = re.compile(rf"\d{{1,{digits - places}}}(?:\.\d{{1,{places}}})?", re.ASCII)

    def read(entry: Entry, context: Context) -> Decimal:
        value = typed(entry)
        if not pattern.fullmatch(value):
            raise _refused(entry, _("“%(value)s” is not a number such as 0.5."))
        return Decimal(value)

    return read


def _refused(entry: Entry, message: str) -> Refused:
    return Refused(entry.line, entry.key, message % {"value": str(entry.value)[:100]})
