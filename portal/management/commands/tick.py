from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from portal import jobs


class Command(BaseCommand):
    help = "Do what is due once and end: for an installation that has cron instead of a worker."

    def handle(self, *args: Any, **options: Any) -> None:
        for run in jobs.tick():
            self.stdout.write(f"{run.name}: {run.get_state_display()} {run.report}".rstrip())
        call_command("db_worker", batch=True, queue_name="*", reload=False, startup_delay=False, verbosity=0)
