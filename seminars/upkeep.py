"""What seminars do by themselves: they remind of what was promised, and forget who read a draft."""

from __future__ import annotations

from datetime import time

from portal.jobs import Daily, Job, register
from seminars import panel_readings, reminders

register(Job("panel_readings_purge", panel_readings.purge, Daily(time(2, 40))))
register(Job("recommendation_reminders", reminders.remind, Daily(time(7, 10))))
