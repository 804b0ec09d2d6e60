"""The removal of what accounts no longer need."""

from __future__ import annotations

from datetime import time, timedelta

from django.utils import timezone

from accounts.models import Invitation
from portal.jobs import Daily, Job, register

#: The address of somebody who never came is not kept longer than it can be of use.
DAYS_OF_INVITATIONS = 180


def prune_invitations() -> str:
    """Delete the invitations that nobody accepted in half a year; accepted ones say who let somebody in."""
    before = timezone.now() - timedelta(days=DAYS_OF_INVITATIONS)
    old = Invitation.objects.filter(accepted_at=None, expires_at__lt=before)
    return f"{old.delete()[0]} invitations"


register(Job("prune_invitations", prune_invitations, Daily(time(3, 25))))
