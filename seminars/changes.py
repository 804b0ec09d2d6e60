"""The news of seminars besides their records: what is to come, and what became of recommendations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format

import languages
from languages.text import Text, in_language
from portal import changes
from portal.changes import News
from portal.models import Address
from portal.published import Access, visible
from seminars.models import Recommendation, RecommendationEvent, SeminarPage
from seminars.models.choices import RecommendationState

MOST = 10


def events(access: Access, since: datetime, until: datetime) -> Iterator[News]:
    """Yield the seminars that begin after the second moment, the next one first."""
    pages = visible(SeminarPage.objects.filter(starts_at__gte=until), access).annotate(**Address.objects.of_pages())
    for page in pages.order_by("starts_at", "pk")[:MOST]:
        day = date_format(timezone.localtime(page.starts_at), "DATE_FORMAT")
        detail = ", ".join(filter(None, [day, str(page.place)]))
        yield News(page.heading, page.url or "", detail, page.starts_at)


def recommendations(access: Access, since: datetime, until: datetime) -> Iterator[News]:
    """Yield what became of recommendations between the two moments: the last state of each, once."""
    told = RecommendationEvent.objects.filter(at__gte=since, at__lt=until).order_by("at", "pk")
    last = {event.recommendation_id: event for event in told if event.state != RecommendationState.OPEN}
    shown = {row.pk: row for row in Recommendation.objects.filter(pk__in=last).shown(access)}
    for key, event in last.items():
        if key in shown:
            row = shown[key]
            text: Text = in_language(row, "text", languages.active())
            yield News(text, row.url or "", str(RecommendationState(event.state).label), event.at)


changes.register(changes.EVENTS, events)
changes.register(changes.RECOMMENDATIONS, recommendations)
