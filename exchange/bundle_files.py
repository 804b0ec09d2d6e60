"""The files that records of a bundle name: none of them leads out of it."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.uploads import check_upload, without_metadata


class BrokenPath(Exception):
    """A path that names no file of the bundle; the text says why."""


def file_in_bundle(root: Path, path: str) -> Path:
    """Return the file that a path from the bundle's folder names; raise BrokenPath for any other path."""
    parts = PurePosixPath(path).parts
    if not parts or parts[0] == "/" or ".." in parts or "\\" in path or "\0" in path:
        raise BrokenPath(_("“%(path)s” is not a path inside the bundle.") % {"path": path[:100]})
    found = root
    for part in parts:
        found = found / part
        if found.is_symlink():
            raise BrokenPath(_("“%(path)s” is or passes a symbolic link.") % {"path": path[:100]})
    if not found.is_file():
        raise BrokenPath(_("There is no file “%(path)s”.") % {"path": path[:100]})
    return found


def checked_file(root: Path, path: str) -> Path:
    """Return a file of the bundle that the portal takes as a document: as an upload in a form would be."""
    return _checked(root, path, settings.WAGTAILDOCS_EXTENSIONS)


def checked_picture(root: Path, path: str) -> Path:
    """Return a file of the bundle that the portal takes as an image."""
    found = _checked(root, path, settings.WAGTAILIMAGES_EXTENSIONS)
    try:
        with found.open("rb") as content:
            without_metadata(content)
    except ValidationError as refused:
        raise BrokenPath(" ".join(refused.messages)) from None
    return found


def _checked(root: Path, path: str, extensions: list[str]) -> Path:
    found = file_in_bundle(root, path)
    if found.suffix.lower().lstrip(".") not in extensions:
        place = {"path": path[:100], "extensions": ", ".join(extensions)}
        raise BrokenPath(_("“%(path)s” is not one of: %(extensions)s.") % place)
    try:
        with found.open("rb") as content:
            check_upload(content, found.name)
    except ValidationError as refused:
        raise BrokenPath(" ".join(refused.messages)) from None
    return found
