"""What became of a recommendation, told publication by publication."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.utils import timezone

from seminars.models import Recommendation, RecommendationEvent


def note(panel: Any) -> None:
    """Write an event for each recommendation of a published panel whose state has changed since the last one."""
    rows = Recommendation.objects.filter(panel_id=panel.pk).prefetch_related("events")
    RecommendationEvent.objects.bulk_create(_event(row) for row in rows if _state_told(row) != row.state)


def _state_told(row: Recommendation) -> str:
    return max(row.events.all(), key=lambda event: event.pk).state if row.events.all() else ""


def _event(row: Recommendation) -> RecommendationEvent:
    reasons: dict[str, Any] = {"reason_fr": row.reason_fr, "reason_nl": row.reason_nl}
    return RecommendationEvent(recommendation=row, at=_at(row), state=row.state, **reasons)


def _at(row: Recommendation) -> datetime:
    """Return when it came about: a first event of something decided long ago is of that day."""
    if row.decided_on and not row.events.all() and row.decided_on < timezone.localdate():
        return timezone.make_aware(datetime.combine(row.decided_on, time(12)))
    return timezone.now()
