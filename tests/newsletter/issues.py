"""Issues and sends as the cell makes them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from newsletter import send_states
from newsletter.delivering import run_due
from newsletter.models import IssueIndexPage, IssuePage, Send, Status, Subscriber, Subscription
from portal.setup import ensure_tree
from tests.factories import make_user
from tests.factories.newsletter import make_subscriber
from tests.factories.numbers import unique
from themes.models import Theme

TEXTS = {
    "heading_fr": "Lettre d’automne",
    "heading_nl": "Herfstbrief",
    "introduction_fr": "Ce qui a changé cet été.",
    "introduction_nl": "Wat deze zomer veranderde.",
    "body_fr": "Bonjour à toutes et tous.",
    "body_nl": "Dag allemaal.",
}


def make_issue(**fields: Any) -> IssuePage:
    """Return a published issue with words in both languages."""
    ensure_tree()
    rows = {name: fields.pop(name) for name in ("chosen", "lists") if name in fields}
    words = unique("issue")
    issue = IssuePage(**{**TEXTS, "slug_fr": words, "slug_nl": words, **fields})
    for name, values in rows.items():
        setattr(issue, name, values)
    issue.live = False
    IssueIndexPage.objects.get().add_child(instance=issue)
    issue.save_revision().publish()
    return IssuePage.objects.get(pk=issue.pk)


def make_people(count: int, **fields: Any) -> list[Subscriber]:
    """Return active subscribers, every second one Dutch-speaking, by one statement."""
    prefix = unique("person")
    rows = [
        Subscriber(
            email=f"{prefix}-{number}@example.org",
            email_norm=f"{prefix}-{number}@example.org",
            language=("fr", "nl")[number % 2],
            status=Status.ACTIVE,
            **fields,
        )
        for number in range(count)
    ]
    return Subscriber.objects.bulk_create(rows)


def follow(person: Subscriber, *themes: Theme) -> None:
    Subscription.objects.bulk_create([Subscription(subscriber=person, theme=theme) for theme in themes])


def approved(issue: IssuePage | None = None, by: User | None = None) -> Send:
    return send_states.approve(issue or make_issue(), by=by or make_user())


def begun(issue: IssuePage | None = None) -> Send:
    """Return a send whose deliveries are written and wait."""
    send = approved(issue)
    send_states.schedule(send, timezone.now() - timedelta(seconds=1))
    send_states.start_due()
    send.refresh_from_db()
    return send


def sent(issue: IssuePage | None = None) -> Send:
    """Return a send after one turn of a worker."""
    send = begun(issue)
    while run_due():
        pass
    send.refresh_from_db()
    return send


__all__ = ["approved", "begun", "follow", "make_issue", "make_people", "make_subscriber", "sent"]
