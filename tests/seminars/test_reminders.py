from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts import roles
from mail.models import Message
from portal.setup import ensure_tree
from seminars.models import Recommendation
from seminars.reminders import remind
from tests.factories import make_organisation, member_of, restrict
from tests.factories.seminars import a_recommendation, make_panel

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def tree() -> None:
    ensure_tree()
    roles.apply_roles()


def in_days(number: int) -> date:
    return timezone.localdate() + timedelta(days=number)


def promised(days: int, **fields: Any) -> Recommendation:
    """Return a published recommendation that a body follows up in French."""
    body = make_organisation()
    body.mailbox, body.mail_language = "service@example.org", "fr"
    body.save()
    panel = make_panel(recommendations=(a_recommendation(due=in_days(days), owner=body, **fields),))
    return Recommendation.objects.get(panel=panel)


def told() -> list[tuple[str, str, str]]:
    return list(Message.objects.order_by("pk").values_list("kind", "recipient", "language"))


@pytest.mark.parametrize(
    ("days", "kinds"),
    [(31, []), (30, ["due"]), (1, ["due"]), (0, ["overdue"]), (-29, ["overdue"]), (-30, ["overdue"])],
)
def test_body_that_follows_it_up_is_told_before_and_after_the_date(days: int, kinds: list[str]) -> None:
    promised(days)
    remind()
    remind()
    assert told() == [(f"recommendation_{kind}", "service@example.org", "fr") for kind in kinds]


def test_date_that_was_moved_is_told_anew() -> None:
    row = promised(-1)
    remind()
    Recommendation.objects.filter(pk=row.pk).update(due=in_days(20))
    remind()
    assert [kind for kind, _to, _language in told()] == ["recommendation_overdue", "recommendation_due"]


def test_cell_is_told_a_month_after_the_date_each_in_the_own_language() -> None:
    user = member_of(roles.COORDINATION.group)
    user.language = "nl"
    user.save()
    promised(-30)
    remind()
    assert ("recommendation_escalated", user.email, "nl") in told()


@pytest.mark.parametrize("state", ["done", "declined"])
def test_what_is_settled_reminds_nobody(state: str) -> None:
    promised(-1, state=state, reason_fr="x", reason_nl="x", decided_on=in_days(-2))
    assert remind() == ""
    assert told() == []


def test_mail_leads_to_the_recommendation_that_keeps_its_address() -> None:
    row = promised(-1)
    remind()
    message = Message.objects.get()
    assert row.text_fr in message.text
    assert f"/id/{row.reference}" in message.text


def test_body_is_not_told_of_what_only_members_may_read() -> None:
    row = promised(-1)
    restrict(row.panel)
    remind()
    assert told() == []
