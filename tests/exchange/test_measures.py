"""Dates, times and numbers as they are typed."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from exchange import measures
from exchange.front_matter import Entry, Refused
from exchange.values import Context, Read

NOTHING = Context(Path(), {}, frozenset(), lambda text: None)
NUMBER = measures.decimal(digits=5, places=2)


@pytest.mark.parametrize(
    ("read", "typed", "value"),
    [
        (measures.day, "2025-05-01", date(2025, 5, 1)),
        (measures.month, "2025-05", date(2025, 5, 1)),
        (measures.month, "2025-05-17", date(2025, 5, 1)),
        (measures.moment, "2022-10-05T09:00", datetime(2022, 10, 5, 9, tzinfo=ZoneInfo("Europe/Brussels"))),
        (measures.moment, "2022-10-05 09:00", datetime(2022, 10, 5, 9, tzinfo=ZoneInfo("Europe/Brussels"))),
        (measures.clock, "16:30", time(16, 30)),
        (measures.whole, "80", 80),
        (NUMBER, "0.5", Decimal("0.5")),
        (NUMBER, "999.99", Decimal("999.99")),
    ],
)
def test_value_is_read(read: Read, typed: str, value: Any) -> None:
    assert read(Entry("key", 3, typed), NOTHING) == value


@pytest.mark.parametrize(
    ("read", "typed"),
    [
        (measures.day, "2025-02-30"),
        (measures.day, "20250501"),
        (measures.month, "2025-13"),
        (measures.month, "mai 2025"),
        (measures.moment, "2022-10-05"),
        (measures.moment, "2022-10-05T25:00"),
        (measures.moment, "2022-10-05T09:00+02:00"),
        (measures.clock, "9:00"),
        (measures.clock, "24:30"),
        (measures.whole, "-1"),
        (measures.whole, "40000"),
        (measures.whole, "8.0"),
        (NUMBER, "1000"),
        (NUMBER, "0.125"),
        (NUMBER, "0,5"),
        (NUMBER, "NaN"),
    ],
)
def test_anything_else_is_refused_with_its_line(read: Read, typed: str) -> None:
    with pytest.raises(Refused) as caught:
        read(Entry("key", 3, typed), NOTHING)

    assert (caught.value.line, caught.value.key) == (3, "key")
