import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import Progress

from portal.backup.manifest import BackupRefused
from portal.backup.restoring import restore
from portal.running import SiteRuns


class Command(BaseCommand):
    help = "Put a backup in the place of the site's data. Web server and worker must be stopped."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            with Progress(console=Console(stderr=True), disable=not sys.stderr.isatty()) as progress:
                task = progress.add_task("Restore", total=None)
                manifest, aside = restore(file, lambda name, size: progress.advance(task, size))
        except SiteRuns as fault:
            raise CommandError("The site is running: stop the web server and the worker first.") from fault
        except BackupRefused as fault:
            # The reason may be the words of a program, which end without a full stop.
            raise CommandError(f"{str(fault).rstrip('.')}. Nothing was changed.") from fault
        self.stdout.write(f"Restored the backup of {manifest.created}. What was there before is in {aside}")
