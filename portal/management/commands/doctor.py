import sys
from typing import Any

from django.core.management.base import BaseCommand

from portal import probes


class Command(BaseCommand):
    help = "Look at every part of the installation and name what is wrong, with the way out. Exits with 1 on a fault."
    # The doctor runs the checks itself, and must be able to speak when they fail.
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        found = 0
        for probe in probes.registered():
            faults = probes.faults(probe)
            found += len(faults)
            self.stdout.write(f"{self.style.ERROR('fault') if faults else self.style.SUCCESS('ok   ')}  {probe.name}")
            for fault in faults:
                self.stdout.write(f"         {fault}")
        if found:
            sys.exit(1)
