"""What became of a recommendation: an event for each publication that changes its state."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from seminars.models import PanelPage, Recommendation, RecommendationEvent
from tests.factories import reload, republish, schedule
from tests.factories.seminars import a_recommendation, make_panel, make_working_group

pytestmark = pytest.mark.django_db


def told() -> list[str]:
    return list(RecommendationEvent.objects.values_list("state", flat=True))


def with_changes(panel: PanelPage, **changes: Any) -> list[Recommendation]:
    rows = list(reload(panel).get_latest_revision_as_object().recommendations.all())
    for name, value in changes.items():
        setattr(rows[0], name, value)
    return rows


def test_the_first_publication_is_the_first_event() -> None:
    make_panel(recommendations=(a_recommendation(), a_recommendation()))
    assert told() == ["open", "open"]


def test_a_draft_writes_nothing() -> None:
    panel = make_panel(published=False, recommendations=(a_recommendation(),))
    panel.recommendations = with_changes(panel, state="declined", reason_fr="non", reason_nl="neen")
    panel.save_revision()
    assert told() == []


def test_a_scheduled_publication_writes_nothing_yet() -> None:
    panel = make_panel(recommendations=(a_recommendation(),))
    schedule(panel, recommendations=with_changes(panel, state="taken_up", taken_up_by=make_working_group()))
    assert told() == ["open"]


def test_a_publication_that_changes_the_state_is_told_with_the_reason() -> None:
    panel = make_panel(recommendations=(a_recommendation(),))
    reasons = {"reason_fr": "Doublon", "reason_nl": "Dubbel", "decided_on": date(2023, 1, 2)}
    republish(panel, recommendations=with_changes(panel, state="declined", **reasons))
    last = RecommendationEvent.objects.last()
    assert last is not None
    assert (told(), last.reason_fr, last.reason_nl) == (["open", "declined"], "Doublon", "Dubbel")
    assert last.day == timezone.localdate()


def test_a_publication_that_changes_something_else_is_not_told() -> None:
    panel = make_panel(recommendations=(a_recommendation(),))
    republish(panel, recommendations=with_changes(panel, priority="high"))
    assert told() == ["open"]


def test_what_was_decided_long_before_its_first_publication_is_of_that_day() -> None:
    day = date(2023, 5, 2)
    make_panel(recommendations=(a_recommendation(state="done", reason_fr="fait", reason_nl="ok", decided_on=day),))
    assert RecommendationEvent.objects.get().day == day
