from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from exchange.errors import BundleRefused
from exchange.importing import Report, import_content
from exchange.progress import progress


class Command(BaseCommand):
    help = "Import a content bundle: Markdown files with front matter, one per language, and what they refer to."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", type=Path, help="folder of the bundle")
        parser.add_argument("--dry-run", action="store_true", help="check everything and change nothing")
        parser.add_argument(
            "--replace-drafts",
            action="store_true",
            help="change pages with unpublished changes, a lock or a workflow, too; drafts stay in the pages' history",
        )

    def handle(self, *, directory: Path, dry_run: bool, replace_drafts: bool, **options: Any) -> None:
        try:
            with progress(sys.stdout) as advance:
                report = import_content(directory, dry_run=dry_run, replace_drafts=replace_drafts, advance=advance)
        except BundleRefused as refused:
            raise CommandError(f"{refused}\n" + _("Nothing was changed.")) from None
        except KeyboardInterrupt:
            raise CommandError(_("Interrupted. Nothing was changed."), returncode=130) from None
        self.stdout.write(_dry_summary(report) if dry_run else _summary(report))


def _summary(report: Report) -> str:
    records = report.records
    counts = {"created": records.created, "updated": records.updated, "unchanged": records.unchanged}
    lines = [_("Records: %(created)d created, %(updated)d updated, %(unchanged)d unchanged.") % counts]
    if report.documents:
        lines.append(_("New documents: %(count)d.") % {"count": report.documents})
    return "\n".join(lines)


def _dry_summary(report: Report) -> str:
    counts = {"new": report.records.created, "known": report.records.unchanged}
    found = _("The bundle is right: %(new)d new records, %(known)d that the portal already has.") % counts
    lines = [found, *map(str, report.open_work), _("This was a dry run: nothing was changed.")]
    return "\n".join(lines)
