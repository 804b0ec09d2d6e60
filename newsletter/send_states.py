"""The states of a send and the ways between them; each is one UPDATE that says where it starts from.

approved → scheduled → being sent → sent, with pauses; missed where its time passed by unseen; cancelled until it is
sent. Whoever comes second finds that the state is no longer the one that was looked at, and changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

import languages
from newsletter import checking
from newsletter.issue_content import period_of
from newsletter.issue_mail import mail_of
from newsletter.materialising import materialise
from newsletter.models import Delivery, IssuePage, Send
from newsletter.renderings import freeze

State = Send.State
#: What should have left longer ago is not sent unseen: its words may be out of date, the database a restored one.
TOO_LATE = timedelta(hours=2)
CANCELLED = "cancelled"
APPROVED, CHANGED = "newsletter.approved", "newsletter.send_changed"


class NotApproved(Exception):
    """Every reason why an issue is not approved."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


def current_send(issue: IssuePage) -> Send | None:
    return Send.objects.filter(issue=issue, kind=Send.Kind.ISSUE).exclude(state=State.CANCELLED).first()


@transaction.atomic
def approve(issue: IssuePage, *, by: Any, one_language: bool = False) -> Send:
    """Freeze the words of an issue in both languages; later edits change the archive and not the mail."""
    reasons = checking.problems(issue, by=by, one_language=one_language)
    if current_send(issue):
        reasons = [_("It is approved already.")]
    if reasons:
        raise NotApproved(reasons)
    since, until = period_of(issue)
    IssuePage.objects.filter(pk=issue.pk).update(frozen_since=since, frozen_until=until)
    issue.frozen_since, issue.frozen_until = since, until
    try:
        with transaction.atomic():
            send = Send.objects.create(kind=Send.Kind.ISSUE, issue=issue, approved_by=by, site=settings.SITE_URL)
    except IntegrityError as second:
        raise NotApproved([_("It is approved already.")]) from second
    for code in languages.CODES:
        freeze(send, code, mail_of(issue, code))
    log(instance=issue, action=APPROVED, user=by)
    return send


def move(send: Send, begin: Iterable[str], end: str, *, by: Any = None, **values: Any) -> bool:
    """Change the state if it is still one of ``begin``; return whether it was."""
    rows = Send.objects.filter(pk=send.pk, state__in=list(begin))
    moved = bool(rows.update(state=end, version=F("version") + 1, **values))
    send.refresh_from_db()
    if moved and by is not None and send.issue:
        log(instance=send.issue, action=CHANGED, user=by, data={"state": end})
    return moved


def schedule(send: Send, at: datetime, *, by: Any = None) -> bool:
    """Have it sent at a moment; the moment of one that waits can be changed."""
    return move(send, (State.READY, State.SCHEDULED, State.MISSED), State.SCHEDULED, by=by, scheduled_at=at)


def pause(send: Send, reason: str = "", *, by: Any = None) -> bool:
    return move(send, (State.SENDING,), State.PAUSED, by=by, paused_reason=reason[:500])


def resume(send: Send, *, by: Any = None) -> bool:
    return move(send, (State.PAUSED,), State.SENDING, by=by, paused_reason="")


@transaction.atomic
def cancel(send: Send, *, by: Any = None) -> bool:
    """Send to nobody more; whoever has it, has it."""
    begin = (State.READY, State.SCHEDULED, State.MISSED, State.PAUSED)
    if not move(send, begin, State.CANCELLED, by=by, ended_at=timezone.now()):
        return False
    waiting = send.deliveries.filter(state=Delivery.State.QUEUED)
    waiting.update(state=Delivery.State.SKIPPED, error=CANCELLED)
    if send.issue_id:
        IssuePage.objects.filter(pk=send.issue_id).update(frozen_since=None, frozen_until=None)
    return True


@transaction.atomic
def retry_failed(send: Send, *, by: Any = None) -> int:
    """Let those that failed wait again, and no others; return how many."""
    failed = send.deliveries.filter(state=Delivery.State.FAILED)
    if not failed.exists() or not move(send, (State.SENT, State.PAUSED, State.SENDING), State.SENDING, by=by):
        return 0
    now = timezone.now()
    return failed.update(state=Delivery.State.QUEUED, attempts=0, not_before=now, error="", code="", worker="")


def start_due(now: datetime | None = None) -> int:
    """Begin what is due; one that is too late, or was approved for another site, waits for a person."""
    now = now or timezone.now()
    begun = 0
    for send in Send.objects.filter(state=State.SCHEDULED, scheduled_at__lte=now):
        elsewhere = send.site != settings.SITE_URL
        if elsewhere or send.scheduled_at is None or now - send.scheduled_at > TOO_LATE:
            move(send, (State.SCHEDULED,), State.MISSED)
        else:
            begun += begin(send)
    return begun


@transaction.atomic
def begin(send: Send) -> bool:
    """Write a row for each person together with the state: all of them, or none."""
    if not move(send, (State.SCHEDULED,), State.SENDING, started_at=timezone.now()):
        return False
    materialise(send)
    return True


def end_if_done(send: Send) -> bool:
    """Close a send of which nothing waits."""
    waiting = Q(state__in=(Delivery.State.QUEUED, Delivery.State.SENDING))
    if send.deliveries.filter(waiting).exists():
        return False
    return move(send, (State.SENDING,), State.SENT, ended_at=timezone.now(), totals=totals(send))


def totals(send: Send) -> dict[str, int]:
    """Return how many persons are where; nothing here leads to one of them."""
    if send.totals and not send.deliveries.exists():
        return send.totals
    counted = dict(send.deliveries.order_by().values_list("state").annotate(count=Count("pk")))
    named = {state.value: counted.get(state.value, 0) for state in Delivery.State}
    return {**named, "doubtful": send.deliveries.filter(doubtful=True, state=Delivery.State.SENT).count()}
