"""Office files are archives: small ones that unpack to reasonable ones, without macros and without anything nested."""

from __future__ import annotations

import zipfile
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.uploads.kinds import Kind

MOST_ENTRIES = 2000
LARGEST_UNPACKED = 100 * 1024 * 1024
#: Text packs to a tenth or a twentieth; a bomb to a thousandth.
HIGHEST_RATIO = 150
SMALL = 1024 * 1024
MACROS = ("vbaproject.bin", "vbadata.xml")
MACRO_FOLDERS = ("basic/", "scripts/")
NESTED = (".zip", ".docm", ".xlsm", ".exe", ".dll", ".js", ".vbs", ".bat", ".jar", ".html", ".hta")


def check_archive(file: IO[bytes], kind: Kind) -> None:
    """Raise ValidationError unless the archive is an office file of this kind that may be opened without care."""
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ValidationError(_("This file is damaged: it cannot be opened.")) from error
    with archive:
        entries = archive.infolist()
        _check_weight(entries)
        _check_members(entries, kind)
        if kind.mimetype:
            _check_mimetype(archive, kind)


def _check_weight(entries: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    heavy = any(
        entry.file_size > SMALL and entry.file_size > HIGHEST_RATIO * max(entry.compress_size, 1) for entry in entries
    )
    if heavy or unpacked > LARGEST_UNPACKED or len(entries) > MOST_ENTRIES:
        raise ValidationError(_("This file unpacks to far more than it is: it is not taken."))


def _check_members(entries: list[zipfile.ZipInfo], kind: Kind) -> None:
    names = [entry.filename.replace("\\", "/").lower() for entry in entries]
    if kind.member.lower() not in names:
        raise ValidationError(_("The name of this file says %s, but its content is something else.") % kind.name)
    if any(name.rsplit("/", 1)[-1] in MACROS or name.startswith(MACRO_FOLDERS) for name in names):
        raise ValidationError(_("This file contains macros: save a copy without them."))
    if any(entry.flag_bits & 1 for entry in entries):
        raise ValidationError(_("This file is protected by a password: nobody could read it."))
    if any(name.endswith(NESTED) or name.startswith("/") or ".." in name.split("/") for name in names):
        raise ValidationError(_("This file carries other files that do not belong in it."))


def _check_mimetype(archive: zipfile.ZipFile, kind: Kind) -> None:
    try:
        with archive.open("mimetype") as member:
            said = member.read(200).decode("ascii", errors="replace").strip()
    except (KeyError, OSError, ValueError, zipfile.BadZipFile, RuntimeError):
        said = ""
    if said != kind.mimetype:
        raise ValidationError(_("The name of this file says %s, but its content is something else.") % kind.name)
