"""What the care for records does by itself: it forgets what readers said when its time is over."""

from __future__ import annotations

from datetime import time

from editorial import reactions, reminders
from portal.jobs import Daily, Job, register

register(Job("verification_reminders", reminders.remind, Daily(time(7, 0))))
register(Job("reactions_purge", reactions.purge, Daily(time(2, 20))))
