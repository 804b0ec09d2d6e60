"""The one door for files: extension and first bytes agree, the size is bounded, nothing in it runs."""

from __future__ import annotations

import zipfile
from pathlib import PurePosixPath
from typing import IO

from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from portal.uploads.archives import check_archive
from portal.uploads.kinds import HEAD, KINDS, Kind
from portal.uploads.pictures import check_picture

LARGEST = 10 * 1024 * 1024
LONGEST_NAME = 200


def check_upload(file: IO[bytes], name: str) -> None:
    """Raise ValidationError with the reason when a file is not taken; the file is left at its beginning."""
    kind = _kind_of(name)
    _check_size(file)
    head = _head(file)
    if not kind.begins(head):
        raise ValidationError(_("The name of this file says %s, but its content is something else.") % kind.name)
    try:
        _check_inside(file, kind)
    finally:
        file.seek(0)


def _kind_of(name: str) -> Kind:
    path = PurePosixPath(name.replace("\\", "/"))
    extension = path.suffix.lower().lstrip(".")
    if extension not in KINDS:
        taken = ", ".join(sorted(KINDS))
        message = _("Files of this kind are not taken. Taken are: %s.") % taken
        if extension in ("docm", "xlsm", "pptm", "dotm", "xltm", "doc", "xls", "ppt"):
            message = _(
                "Files with macros, or in the old formats that can hold them, are not taken: save a copy as %s."
            )
            message %= f".{extension[:3]}x"
        raise ValidationError(message)
    if len(path.name) > LONGEST_NAME or any(ord(character) < 32 for character in name):
        raise ValidationError(_("Give the file a shorter name without special characters."))
    return KINDS[extension]


def _check_size(file: IO[bytes]) -> None:
    size = file.seek(0, 2)
    file.seek(0)
    if size == 0:
        raise ValidationError(_("This file is empty."))
    if size > LARGEST:
        limits = {"size": filesizeformat(size), "limit": filesizeformat(LARGEST)}
        raise ValidationError(_("This file has %(size)s; at most %(limit)s are taken.") % limits)


def _head(file: IO[bytes]) -> bytes:
    head = file.read(HEAD)
    file.seek(0)
    return head


def _check_inside(file: IO[bytes], kind: Kind) -> None:
    if kind.member:
        check_archive(file, kind)
        return
    if zipfile.is_zipfile(file):
        raise ValidationError(_("This file carries other files that do not belong in it."))
    file.seek(0)
    if kind.picture:
        check_picture(file, kind.name)
    elif kind.name == "PDF":
        from portal.uploads.pdf import check_pdf  # noqa: PLC0415  Its reader takes memory that few processes need.

        check_pdf(file)
