"""The public lists of seminars and of working groups."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import make_theme
from tests.factories.seminars import make_panel, make_seminar, make_working_group

pytestmark = pytest.mark.django_db


def titles(url: str) -> list[str]:
    html = Client().get(url).content.decode()
    return re.findall(r"<h3><a href=\"[^\"]+\"[^>]*>([^<]+)</a>", html)


def seminar_of(year: int, **fields: str) -> None:
    day = timezone.make_aware(datetime(year, 10, 5, 9))
    make_seminar(starts_at=day, ends_at=day + timedelta(hours=6), **fields)


def test_the_latest_seminar_stands_first_and_panels_are_not_in_the_list() -> None:
    seminar_of(2024, heading_nl="Later")
    make_panel(make_seminar(heading_nl="Eerder"))
    assert titles("/nl/seminaries/") == ["Later", "Eerder"]


@pytest.mark.parametrize("query", ["starts_at=2024", "state=held", "theme=rent"])
def test_seminars_are_filtered_by_year_state_and_theme(query: str) -> None:
    make_seminar(heading_fr="Autre")
    day = timezone.make_aware(datetime(2024, 10, 5, 9))
    times = {"starts_at": day, "ends_at": day + timedelta(hours=6)}
    make_seminar(heading_fr="Cherché", state="held", themes=(make_theme("rent"),), **times)
    assert titles(f"/fr/seminaires/?{query}") == ["Cherché"]


@pytest.mark.parametrize("query", ["status=active", "theme=rent"])
def test_working_groups_are_filtered_by_status_and_theme(query: str) -> None:
    make_working_group(heading_nl="Andere")
    make_working_group(heading_nl="Gezocht", status="active", themes=(make_theme("rent"),))
    assert titles(f"/nl/werkgroepen/?{query}") == ["Gezocht"]
