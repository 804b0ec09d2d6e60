"""The jobs of mail, and what of it can be wrong: messages leave once they are written, and are forgotten in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time, timedelta

from django.utils import timezone

from mail import breaker
from mail.models import Message
from mail.send import send_waiting
from mail.upkeep import forget
from portal.jobs import Daily, Every, Job, register
from portal.probes import Probe
from portal.probes import register as register_probe

LONGEST_WAIT = timedelta(minutes=10)
RECENT = timedelta(days=1)


def waiting() -> Iterator[str]:
    """Find messages that do not leave, and those that failed of late."""
    now = timezone.now()
    relay = breaker.paused()
    if relay:
        yield f"mail is held back until {timezone.localtime(relay.paused_until):%H:%M}: {relay.reason} ({relay.detail})"
    late = Message.objects.filter(state=Message.State.QUEUED, not_before__lt=now - LONGEST_WAIT).count()
    if late:
        yield f"{late} messages wait for more than ten minutes; is the worker running, and does the mail server answer?"
    failed = Message.objects.filter(state=Message.State.FAILED, created_at__gt=now - RECENT).count()
    if failed:
        yield f"{failed} messages of the last day failed; see Reports, Mail in the administration"


register(Job("mail", send_waiting, Every(timedelta(minutes=1)), lease=timedelta(minutes=2), continuous=True))
register(Job("forget_mail", forget, Daily(time(3, 25))))
register_probe(Probe("messages", waiting))
