"""What became of a send, in totals: nothing here leads to a person, nothing counts who read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count
from django.utils.translation import gettext as _

from newsletter.models import ConsentEvent, Delivery, Send, Subscriber
from newsletter.send_states import totals

#: So long a departure is told with the send that came before it.
AFTER = timedelta(days=7)


@dataclass(frozen=True)
class Report:
    """The lines of a report, each a label and a number, and the reasons of failures with how many."""

    lines: list[tuple[str, int]]
    reasons: list[tuple[str, int]]


def report_of(send: Send) -> Report:
    counted = totals(send)
    lines = [(str(state.label), counted.get(state.value, 0)) for state in Delivery.State]
    lines.append((_("possibly sent twice"), counted.get("doubtful", 0)))
    lines.append((_("unsubscribed within a week"), _departures(send)))
    failed = send.deliveries.filter(state=Delivery.State.FAILED).order_by()
    reasons = failed.values_list("code").annotate(count=Count("pk")).order_by("-count", "code")
    return Report(lines, [(code or "–", count) for code, count in reasons])


def _departures(send: Send) -> int:
    if send.started_at is None:
        return 0
    reached = Subscriber.objects.filter(deliveries__send=send, deliveries__state=Delivery.State.SENT)
    left = ConsentEvent.objects.filter(
        event=ConsentEvent.Event.WITHDRAW, at__gte=send.started_at, at__lt=send.started_at + AFTER
    )
    return left.filter(subscriber_uuid__in=reached.values("uuid")).count()
