"""When to leave the mail server alone: faults that are its own, or ours, and not those of one address.

``Breaker`` counts within one run; the row of the relay keeps the pause for all processes, longer each time.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta

from django.utils import timezone

from mail.connection import Outcome, Result
from mail.models import Relay

Reason = Relay.Reason
UNREACHABLE_IN_A_ROW = 5
LATER_IN_A_ROW = 20
DOMAINS_OF_ONE_REFUSAL = 10
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(minutes=30)


class Breaker:
    """Counts what the server answers and says when that is enough."""

    def __init__(self) -> None:
        self.unreachable = 0
        self.later = 0
        self.domains: dict[str, set[str]] = defaultdict(set)

    def note(self, outcome: Outcome, domain: str) -> Relay.Reason | None:
        """Count one outcome; return why to stop, or None to go on."""
        result = outcome.result
        lost = result in {Result.UNREACHABLE, Result.LOST}
        self.unreachable = self.unreachable + 1 if lost else 0
        self.later = self.later + 1 if result == Result.LATER else 0
        if result == Result.REFUSED and is_policy(outcome.code):
            self.domains[outcome.code].add(domain)
        if result == Result.BARRED:
            return Reason.LOGIN
        if self.unreachable >= UNREACHABLE_IN_A_ROW:
            return Reason.UNREACHABLE
        if self.later > LATER_IN_A_ROW:
            return Reason.LATER
        if any(len(domains) >= DOMAINS_OF_ONE_REFUSAL for domains in self.domains.values()):
            return Reason.POLICY
        return None


def is_policy(code: str) -> bool:
    """Whether a refusal is about what is sent or who sends it, never about the person it goes to."""
    return code.startswith("5.7.") or code in {"552", "554", "5.3.4"}


def paused(now: datetime | None = None) -> Relay | None:
    """Return the relay while it is left alone, else None."""
    return Relay.objects.filter(pk=1, paused_until__gt=now or timezone.now()).first()


def pause(reason: Relay.Reason, detail: str) -> Relay:
    """Leave the server alone: a minute at first, twice as long each time, half an hour at most."""
    relay, _made = Relay.objects.get_or_create(pk=1)
    relay.paused_until = timezone.now() + min(FIRST_PAUSE * 2 ** min(relay.pauses, 10), LONGEST_PAUSE)
    relay.pauses = min(relay.pauses + 1, 1000)
    relay.reason, relay.detail = reason, detail[:500]
    relay.save()
    return relay


def resume() -> None:
    """Forget the pauses: the server took a message, or somebody asked to try again now."""
    Relay.objects.filter(pk=1).exclude(paused_until=None, pauses=0).update(
        paused_until=None, pauses=0, reason="", detail=""
    )
