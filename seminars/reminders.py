"""Mails about recommendations: to the body that follows one up before and after its date, and then to the cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone, translation

import languages
from accounts import roles
from mail.compose import compose
from mail.models import Message
from portal.published import Access
from seminars import reading
from seminars.models import Recommendation
from seminars.models.choices import RecommendationState

BEFORE = timedelta(days=30)
#: So long after its date the coordination cell is told that nothing has come of it.
ESCALATED_AFTER = timedelta(days=30)
WAITING = (RecommendationState.OPEN, RecommendationState.TAKEN_UP)


@dataclass(frozen=True)
class Recipient:
    """Somebody who is written to, in a language."""

    address: str
    language: str


def remind() -> str:
    """Write what is due today; the reason of a mail holds the date, so that a date that was moved is told anew."""
    today = timezone.localdate()
    # A body is told of what everybody may read; the cell of what only members see, too.
    waiting = _waiting(Access.anonymous())
    written = _each("due", waiting.filter(due__gt=today, due__lte=today + BEFORE))
    written += _each("overdue", waiting.filter(due__lte=today))
    late = list(_waiting(Access(frozenset())).filter(due__lte=today - ESCALATED_AFTER))
    written += sum(_write("escalated", row, _cell()) for row in late)
    return f"{written} reminders" if written else ""


def _waiting(access: Access) -> QuerySet[Recommendation]:
    """Return the published recommendations that wait and have a date, as far as somebody may see their panel."""
    rows = reading.recommendations().shown(access)
    return rows.filter(state__in=WAITING, due__isnull=False).select_related("owner", "panel")


def _each(name: str, rows: Iterable[Recommendation]) -> int:
    return sum(_write(name, row, _owner(row)) for row in rows)


def _owner(row: Recommendation) -> Iterator[Recipient]:
    """Yield the functional mailbox of the body that follows it up, in its language or in both."""
    body = row.owner
    if body and body.mailbox and not body.is_replaced:
        yield from (Recipient(body.mailbox, code) for code in body.mail_languages)


def _cell() -> Iterator[Recipient]:
    for user in roles.COORDINATION.group.user_set.filter(is_active=True).exclude(email="").order_by("pk"):
        yield Recipient(user.email, user.language or languages.CODES[0])


def _write(name: str, row: Recommendation, recipients: Iterable[Recipient]) -> int:
    written = 0
    for to in recipients:
        reason = f"recommendation_{name}:{row.pk}:{row.due}:{to.address}:{to.language}"
        if Message.objects.filter(reason=reason).exists():
            continue
        compose(
            kind=f"recommendation_{name}",
            to=to.address,
            language=to.language,
            template=f"seminars/email/{name}",
            context=_context(row, to.language),
            reason=reason,
        )
        written += 1
    return written


def _context(row: Recommendation, code: str) -> dict[str, Any]:
    with translation.override(code):
        return {
            "recommendation": str(row.text),
            "reference": row.reference,
            "link": reverse("permalink", args=[row.reference]),
            "due": row.due,
            "state": row.get_state_display(),
            "owner": str(row.owner or ""),
        }
