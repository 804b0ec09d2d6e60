from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from exchange.errors import BundleRefused
from exchange.progress import progress
from exchange.reference import SHIPPED, load_reference_data
from exchange.reference_tables import TABLES


class Command(BaseCommand):
    help = "Load the vocabulary, the organisations, the municipalities, the legal provisions and the audiences."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", nargs="?", type=Path, default=SHIPPED, help="folder of CSV files")
        parser.add_argument("--dry-run", action="store_true", help="check and count, and change nothing")

    def handle(self, *, directory: Path, dry_run: bool, **options: Any) -> None:
        if not any((directory / table.file).is_file() for table in TABLES.values()):
            raise CommandError(_("There is no reference file in %(directory)s.") % {"directory": directory})
        try:
            with progress(sys.stdout) as advance:
                changes = load_reference_data(directory, dry_run=dry_run, advance=advance)
        except BundleRefused as refused:
            raise CommandError(f"{refused}\n" + _("Nothing was changed.")) from None
        counts = {"created": changes.created, "updated": changes.updated, "unchanged": changes.unchanged}
        self.stdout.write(_("%(created)d created, %(updated)d updated, %(unchanged)d unchanged.") % counts)
        if dry_run:
            self.stdout.write(_("This was a dry run: nothing was changed."))
