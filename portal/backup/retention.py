"""Names of backup files, and which of them have had their time."""

import re
from datetime import UTC, datetime
from pathlib import Path

PATTERN = re.compile(r"portal-(\d{8}-\d{6})\.tar\.gz")
STAMP = "%Y%m%d-%H%M%S"


def file_name(moment: datetime) -> str:
    """Return the name of the backup of a moment; names in alphabetical order are in order of time."""
    return f"portal-{moment.astimezone(UTC):{STAMP}}.tar.gz"


def backups(folder: Path) -> list[Path]:
    """Return the backups of a folder, oldest first; other files are none of ours."""
    return sorted(path for path in folder.glob("portal-*.tar.gz") if PATTERN.fullmatch(path.name))


def made_at(path: Path) -> datetime:
    """Return when a backup was made, as its name says."""
    return datetime.strptime(path.name, f"portal-{STAMP}.tar.gz").replace(tzinfo=UTC)


def drop_old(folder: Path, keep: int | None) -> list[Path]:
    """Delete all backups of a folder but the newest ``keep`` and return them; nothing without a number above zero."""
    old = backups(folder)[:-keep] if keep and keep > 0 else []
    for path in old:
        path.unlink()
    return old
