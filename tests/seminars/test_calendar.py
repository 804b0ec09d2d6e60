"""Calendar files: the hours of Brussels, the words of the language being read."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from seminars.models import PanelPage, ProgrammeItem, SeminarPage
from tests.factories import republish, restrict
from tests.factories.seminars import make_panel, make_seminar

pytestmark = pytest.mark.django_db


def event(page: SeminarPage | PanelPage, name: str, code: str = "fr") -> Any:
    response = Client().get(f"{page.url_in(code)}{name}")
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    (found,) = Calendar.from_ical(response.content).walk("VEVENT")
    return found


def hours(found: Any) -> list[str]:
    return [f"{found[name].dt:%Y-%m-%d %H:%M %z}" for name in ("DTSTART", "DTEND")]


@pytest.mark.parametrize("code", ["fr", "nl"])
def test_a_seminar_is_in_the_calendar_in_the_language_being_read(code: str) -> None:
    page = make_seminar(heading_fr="Le séminaire", heading_nl="Het seminarie", place_fr="Salle", place_nl="Zaal")
    found = event(page, "seminar.ics", code)
    heading, place = {"fr": ("Le séminaire", "Salle"), "nl": ("Het seminarie", "Zaal")}[code]
    assert (found["SUMMARY"], found["LOCATION"]) == (heading, place)
    assert str(found["URL"]).endswith(str(page.url_in(code)))
    assert str(found["UID"]).startswith(page.reference)


def test_the_hours_are_those_of_brussels() -> None:
    found = event(make_seminar(), "seminar.ics")
    assert hours(found) == ["2022-10-05 09:00 +0200", "2022-10-05 17:00 +0200"]
    assert found["DTSTART"].params["TZID"] == "Europe/Brussels"


def test_the_file_explains_the_zone() -> None:
    content = Client().get(f"{make_seminar().url_in('fr')}seminar.ics").content
    assert b"BEGIN:VTIMEZONE" in content


def test_a_panel_is_at_the_hours_of_the_programme() -> None:
    page = make_seminar()
    panel = make_panel(page)
    texts = {"heading_fr": "Panel", "heading_nl": "Panel"}
    republish(page, programme=[ProgrammeItem(start=time(10, 30), end=time(12), panel=panel, **texts)])
    assert hours(event(panel, "panel.ics")) == ["2022-10-05 10:30 +0200", "2022-10-05 12:00 +0200"]


def test_a_panel_outside_the_programme_is_at_those_of_the_seminar() -> None:
    assert hours(event(make_panel(), "panel.ics"))[0] == "2022-10-05 09:00 +0200"


@pytest.mark.parametrize("name", ["panel.ics", "seminar.ics/x", "other.ics"])
def test_there_is_no_other_file(name: str) -> None:
    assert Client().get(f"{make_seminar().url_in('fr')}{name}").status_code == 404


def test_the_calendar_of_a_closed_seminar_is_closed() -> None:
    page = make_seminar()
    url = f"{page.url_in('fr')}seminar.ics"
    restrict(page)
    response = Client().get(url)
    assert (response.status_code, b"VEVENT" in response.content) == (302, False)
