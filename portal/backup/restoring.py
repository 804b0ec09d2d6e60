"""Puts a backup in the place of the site's data. What was there is kept aside, nothing is deleted."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management import call_command, get_commands
from django.db import connection
from django.utils import timezone

from portal import running
from portal.backup import archive, databases
from portal.backup.manifest import MEDIA, BackupRefused, Manifest, check_release


def restore(source: Path, progress: archive.Progress) -> tuple[Manifest, Path]:
    """Restore a backup, bring its tables up to date and rebuild the search index.

    Returns the manifest and the folder with what was there before. Refused while a web server or worker runs, when
    the backup is damaged, or when another release made it; until all that is known the site is not touched.
    """
    data = Path(settings.DATA_DIR)
    data.mkdir(parents=True, exist_ok=True)
    with running.standstill():
        check_release(archive.read_manifest(source))
        refuse_connections()
        # Beside the data, so that the last step is a renaming and no copy.
        with tempfile.TemporaryDirectory(dir=data, prefix="restoring-") as folder:
            manifest = archive.unpack(source, Path(folder), progress)
            aside = data / f"before-restore-{timezone.now():%Y%m%d-%H%M%S}"
            aside.mkdir(mode=0o700)
            exchange(Path(folder), manifest, aside)
        call_command("migrate", interactive=False, verbosity=0)
        # Whoever was erased since the backup was made is in it again.
        call_command("reapply_erasures", verbosity=0)
        if "search_rebuild" in get_commands():
            call_command("search_rebuild", verbosity=0)
    connection.close()
    return manifest, aside


def refuse_connections() -> None:
    """Refuse to replace a database that others are using."""
    if databases.others_connected():
        raise BackupRefused("The database is in use: stop every web server and worker first.")


def exchange(folder: Path, manifest: Manifest, aside: Path) -> None:
    """Put the unpacked database and media into place."""
    databases.put_back(folder / manifest.database, aside)
    media = Path(settings.MEDIA_ROOT)
    if media.exists():
        shutil.move(media, aside / MEDIA)
    (folder / MEDIA).mkdir(exist_ok=True)
    shutil.move(folder / MEDIA, media)
