"""What has had its time: bodies after a week, addresses after three months, rows after two years."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from mail import feedback, rate
from mail.models import Message

BODIES = timedelta(days=7)
ADDRESSES = timedelta(days=90)
#: So long the same reason is not told of a second time.
ROWS = timedelta(days=730)
ENDED = (Message.State.SENT, Message.State.FAILED, Message.State.SKIPPED)


def forget() -> str:
    """Forget what is no longer needed and return a line for the report; harmless when repeated."""
    now = timezone.now()
    ended = Message.objects.filter(state__in=ENDED)
    bodies = ended.filter(created_at__lt=now - BODIES).exclude(text="", html="")
    counted = bodies.update(text="", html="", attachments=[])
    ended.filter(created_at__lt=now - ADDRESSES).exclude(recipient="").update(recipient="", subject="", headers={})
    ended.filter(created_at__lt=now - ROWS).delete()
    feedback.forget_old()
    rate.forget_old()
    return f"{counted} bodies"


def retry(messages: list[Message]) -> int:
    """Let failed messages wait again, with five tries before them; those whose words are gone stay as they are."""
    failed = Message.objects.filter(
        pk__in=[message.pk for message in messages], state__in=(Message.State.FAILED, Message.State.SKIPPED)
    )
    return failed.exclude(text="", html="").update(
        state=Message.State.QUEUED, attempts=0, not_before=timezone.now(), created_at=timezone.now(), worker=""
    )
