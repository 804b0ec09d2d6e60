"""What seminars do by themselves: they remind of what was promised."""

from __future__ import annotations

from datetime import time

from portal.jobs import Daily, Job, register
from seminars import reminders

register(Job("recommendation_reminders", reminders.remind, Daily(time(7, 10))))
