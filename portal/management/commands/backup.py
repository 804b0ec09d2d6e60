import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from rich.console import Console
from rich.progress import Progress

from portal.backup import archive
from portal.backup.manifest import BackupRefused
from portal.backup.retention import drop_old, file_name


class Command(BaseCommand):
    help = "Write database and media to one file, while the site runs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="where the file goes; best on another machine or disk")
        parser.add_argument("--keep", type=int, help="keep this many backups of the folder and delete older ones")

    def handle(self, *args: Any, folder: Path, keep: int | None, **options: Any) -> None:
        target = folder / file_name(timezone.now())
        total = sum(path.stat().st_size for _name, path in archive.media_files())
        try:
            with Progress(console=Console(stderr=True), disable=not sys.stderr.isatty()) as progress:
                task = progress.add_task("Backup", total=total or None)
                manifest = archive.write(target, lambda name, size: progress.advance(task, size))
        except BackupRefused as fault:
            raise CommandError(str(fault)) from fault
        self.stdout.write(f"{target}: {len(manifest.files)} files, {target.stat().st_size // 1024} KiB")
        for path in drop_old(folder, keep):
            self.stdout.write(f"deleted {path}")
