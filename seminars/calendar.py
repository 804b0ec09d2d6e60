"""A seminar or a panel as a calendar file (RFC 5545), in the language being read, with the hours of Brussels."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from icalendar import Calendar, Event, vText

import languages

SEMINAR_FILE = "seminar.ics"
PANEL_FILE = "panel.ics"


def response(events: Iterable[Event], name: str) -> HttpResponse:
    """Return the answer with these events, offered as a file."""
    answer = HttpResponse(_calendar(events).to_ical(), content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def of_seminar(page: Any) -> Event:
    return _event(page, page, page.starts_at, page.ends_at)


def of_panel(page: Any) -> Event:
    """Return the panel at the hours that the programme gives it, else at those of the whole seminar."""
    seminar = page.seminar
    item = page.programme_items.filter(page_id=seminar.pk, start__isnull=False, end__isnull=False).first()
    if item is None:
        return _event(page, seminar, seminar.starts_at, seminar.ends_at)
    start, end = (timezone.make_aware(datetime.combine(seminar.day, hour)) for hour in (item.start, item.end))
    return _event(page, seminar, start, end)


def _calendar(events: Iterable[Event]) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", f"-//{_host()}//{languages.active().upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for event in events:
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar


def _event(page: Any, seminar: Any, starts_at: datetime, ends_at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{page.reference}@{_host()}")
    event.add("dtstamp", page.last_published_at or timezone.now())
    event.add("dtstart", timezone.localtime(starts_at))
    event.add("dtend", timezone.localtime(ends_at))
    texts = {
        "summary": page.heading,
        "description": page.summary,
        "location": ", ".join(text for text in (seminar.place, seminar.place_address) if text),
    }
    for name, text in texts.items():
        if text:
            event.add(name, vText(text, params={"LANGUAGE": getattr(text, "language", languages.active())}))
    event.add("url", f"{settings.SITE_URL.rstrip('/')}{page.url}")
    return event


def _host() -> str:
    return urlsplit(settings.SITE_URL).hostname or "localhost"
