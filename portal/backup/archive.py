"""Writes the one file of a backup, and reads it back in full before anything of the site is touched."""

from __future__ import annotations

import hashlib
import io
import os
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO

from django.conf import settings

from portal.backup import databases
from portal.backup.manifest import MEDIA, NAME, BackupRefused, Content, Manifest, describe_site, load

BLOCK = 1024 * 1024
COMPRESSION = 3
Progress = Callable[[str, int], object]


class Hashed:
    """A file that is hashed while it is read."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.hash = hashlib.sha256()
        self.size = 0

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        block = self.file.read(size)
        self.hash.update(block)
        self.size += len(block)
        return block

    @property
    def content(self) -> Content:
        """Size and hash of what was read so far."""
        return Content(self.size, self.hash.hexdigest())


def media_files() -> Iterator[tuple[str, Path]]:
    """Yield the files of documents and images with their names in a backup."""
    root = Path(settings.MEDIA_ROOT)
    for path in sorted(root.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield f"{MEDIA}/{path.relative_to(root).as_posix()}", path


def write(target: Path, progress: Progress) -> Manifest:
    """Write a backup of the site; the file has its name only when it is whole. ``progress`` gets name and size."""
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}.part")
    try:
        with tempfile.TemporaryDirectory(dir=target.parent) as folder, private_file(unfinished) as file:
            manifest = fill(file, Path(folder), progress)
            os.fsync(file.fileno())
        os.replace(unfinished, target)
    finally:
        unfinished.unlink(missing_ok=True)
    return manifest


def private_file(path: Path) -> IO[bytes]:
    """Return a new file that only its owner may read."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")


def fill(file: IO[bytes], folder: Path, progress: Progress) -> Manifest:
    """Write database, media and manifest. The database comes first: files that arrive meanwhile do no harm."""
    manifest = describe_site()
    copy = folder / manifest.database
    databases.snapshot(copy)
    with tarfile.open(fileobj=file, mode="w:gz", compresslevel=COMPRESSION) as archive:
        files = {}
        for name, path in ((manifest.database, copy), *media_files()):
            try:
                files[name] = add(archive, name, path)
            except FileNotFoundError:
                # An editor deleted it since the folder was read.
                continue
            progress(name, files[name].size)
        manifest = replace(manifest, files=files)
        text = manifest.dump()
        member = tarfile.TarInfo(NAME)
        member.size = len(text)
        archive.addfile(member, io.BytesIO(text))
    return manifest


def add(archive: tarfile.TarFile, name: str, path: Path) -> Content:
    """Add one file and return its size and hash."""
    with path.open("rb") as file:
        member = tarfile.TarInfo(name)
        member.size = os.fstat(file.fileno()).st_size
        hashed = Hashed(file)
        archive.addfile(member, hashed)  # type: ignore[arg-type]
    return hashed.content


def read_manifest(source: Path) -> Manifest:
    """Return the manifest of a backup."""
    try:
        with tarfile.open(source, "r:gz") as archive:
            member = archive.extractfile(NAME)
            return load(member.read() if member else b"")
    except (OSError, EOFError, KeyError, tarfile.TarError) as fault:
        raise BackupRefused(f"{source} is not a whole backup: {fault}") from fault


def unpack(source: Path, folder: Path, progress: Progress) -> Manifest:
    """Unpack a backup into an empty folder; refused unless it holds what its manifest says, and nothing else."""
    manifest = read_manifest(source)
    missing = dict(manifest.files)
    try:
        with tarfile.open(source, "r:gz") as archive:
            for member in archive:
                if member.name == NAME:
                    continue
                expected = missing.pop(member.name, None)
                if expected is None or not member.isreg():
                    raise BackupRefused(f"The backup holds {member.name!r}, of which its manifest says nothing.")
                extract(archive, member, folder / member.name, expected)
                progress(member.name, expected.size)
    except (OSError, EOFError, tarfile.TarError) as fault:
        raise BackupRefused(f"{source} cannot be read to its end: {fault}") from fault
    if missing:
        raise BackupRefused(f"The backup lacks {len(missing)} files, such as {min(missing)!r}.")
    return manifest


def extract(archive: tarfile.TarFile, member: tarfile.TarInfo, target: Path, expected: Content) -> None:
    """Write one file of the backup, which must be the one that was put in."""
    target.parent.mkdir(parents=True, exist_ok=True)
    inside = archive.extractfile(member)
    assert inside is not None  # noqa: S101 - a regular file always has content.
    hashed = Hashed(inside)
    with target.open("xb") as file:
        while block := hashed.read(BLOCK):
            file.write(block)
    if hashed.content != expected:
        raise BackupRefused(f"{member.name} is damaged: it is not the file that was backed up.")
