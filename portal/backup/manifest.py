"""The manifest of a backup: which release made it, and the size and hash of each file in it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import PurePosixPath

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

FORMAT = 1
NAME = "manifest.json"
MEDIA = "media"
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}


class BackupRefused(Exception):
    """A backup that cannot be made or restored; the message says why, to the operator."""


@dataclass(frozen=True)
class Content:
    """One file of a backup: its size in bytes and its SHA-256 in hexadecimal."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a backup says about itself. ``migrations`` are those applied, each as ``app.name``."""

    engine: str
    created: str
    migrations: list[str]
    files: dict[str, Content] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def database(self) -> str:
        """The name of the database within the backup."""
        return DATABASES[self.engine]

    def dump(self) -> bytes:
        """Return the text that goes into the backup."""
        return json.dumps(asdict(self), indent=1, sort_keys=True).encode()


def describe_site() -> Manifest:
    """Return the manifest of this site, its files still missing."""
    applied = MigrationLoader(connection).applied_migrations
    return Manifest(
        engine=connection.vendor,
        created=timezone.now().isoformat(timespec="seconds"),
        migrations=sorted(f"{app}.{name}" for app, name in applied),
    )


def load(text: bytes) -> Manifest:
    """Return the manifest in a backup; one that is not ours, or of another format, is refused."""
    try:
        values = json.loads(text)
        files = {name: Content(**content) for name, content in values.pop("files").items()}
        manifest = Manifest(**values, files=files)
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise BackupRefused(f"The manifest of the backup cannot be read: {fault}") from fault
    if manifest.format != FORMAT or manifest.engine not in DATABASES:
        raise BackupRefused(f"The backup has format {manifest.format!r} with {manifest.engine!r}, unknown here.")
    check_names(manifest.files, manifest.database)
    return manifest


def check_names(files: Mapping[str, Content], database: str) -> None:
    """Refuse names that would be written anywhere but to the database and under the media folder."""
    if database not in files:
        raise BackupRefused("The backup holds no database.")
    for name in files:
        parts = PurePosixPath(name).parts
        plain = str(PurePosixPath(name)) == name and ".." not in parts and "\0" not in name and "\\" not in name
        if not plain or (name != database and parts[:1] != (MEDIA,)):
            raise BackupRefused(f"The backup holds a file with the name {name!r}, which is not accepted.")


def check_release(manifest: Manifest) -> None:
    """Refuse a backup of another kind of database, or of a release newer than this one."""
    if manifest.engine != connection.vendor:
        raise BackupRefused(
            f"The backup is of {manifest.engine}, this site uses {connection.vendor}: restore it with the DATABASE_URL "
            "of its kind, then move the content with export and import."
        )
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    newer = [name for name in manifest.migrations if name not in known]
    if newer:
        raise BackupRefused(
            f"The backup was made by another release of the site ({newer[0]} is unknown here): install that release."
        )
