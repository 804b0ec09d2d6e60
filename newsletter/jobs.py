"""The work of the newsletter that nobody starts: sending, digests, and forgetting who got what."""

from __future__ import annotations

from datetime import time, timedelta

from django.utils import timezone

from newsletter import delivering, digests, send_states
from newsletter.models import Delivery, Rendering, Send
from portal import jobs
from portal.jobs import Daily, Every, Job, register
from portal.probes import Probe
from portal.probes import register as register_probe

#: After a year only the totals of a send are kept.
DELIVERIES = timedelta(days=365)
ENDED = (Send.State.SENT, Send.State.CANCELLED)


def send() -> str:
    """Send what is due, until nothing waits, the process is to end or the minute is nearly over."""
    return delivering.run_due(stopping=jobs.stopping.is_set)


def forget_deliveries() -> str:
    """Keep the totals of old sends, and forget who was in them."""
    old = Send.objects.filter(state__in=ENDED, ended_at__lt=timezone.now() - DELIVERIES)
    rows = 0
    for each in old.filter(pk__in=Delivery.objects.values("send")):
        Send.objects.filter(pk=each.pk).update(totals=send_states.totals(each))
        rows += each.deliveries.all().delete()[0]
    Rendering.objects.filter(send__in=old, send__kind=Send.Kind.DIGEST).delete()
    return f"{rows} deliveries"


def waiting_for_people() -> list[str]:
    """Find sends that somebody must look at."""
    found = Send.objects.filter(state__in=(Send.State.PAUSED, Send.State.MISSED))
    return [f"the newsletter {each.pk} is {each.state}: {each.paused_reason or 'see its page'}" for each in found]


register(Job("newsletter", send, Every(timedelta(minutes=1)), lease=timedelta(minutes=2), continuous=True))
register(Job("digests", digests.make_due, Every(timedelta(minutes=5)), lease=timedelta(minutes=10)))
register(Job("forget_deliveries", forget_deliveries, Daily(time(3, 45)), lease=timedelta(minutes=30)))
register_probe(Probe("newsletter", waiting_for_people))
