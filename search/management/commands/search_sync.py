from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search import tasks
from search.engines.base import EngineDown


class Command(BaseCommand):
    help = "Compare pages, search rows and indexes, and repair what differs. Running it again does no harm."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="exit with 1 when something had to be repaired")

    def handle(self, *, check: bool, **options: Any) -> None:
        try:
            drift = tasks.sync()
        except EngineDown as down:
            raise CommandError(f"The indexes cannot be compared: {down}") from None
        indexes = ", ".join(drift.indexes) or "none"
        self.stdout.write(f"Documents put right: {drift.documents}. Indexes rebuilt: {indexes}.")
        if check and drift:
            sys.exit(1)
