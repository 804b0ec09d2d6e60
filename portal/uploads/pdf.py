"""A PDF is read, not run: scripts, programs to start and files inside are refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject

#: Actions that a reader would run, and what holds them.
RUNS = {"/JavaScript", "/JS", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/RichMedia", "/Rendition"}
HOLDS_FILES = {"/EmbeddedFiles", "/EmbeddedFile"}
MOST_OBJECTS = 20_000


def check_pdf(file: IO[bytes]) -> None:
    """Raise ValidationError when a PDF cannot be read, asks for a password, or would do something when opened."""
    try:
        reader = PdfReader(file, strict=False)
        locked = reader.is_encrypted and not reader.decrypt("")
        found = set() if locked else _words(reader)
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, RecursionError, OSError, IndexError) as error:
        raise ValidationError(_("This PDF is damaged: it cannot be opened.")) from error
    if locked:
        raise ValidationError(_("This PDF is protected by a password: nobody could read it."))
    if found & RUNS:
        raise ValidationError(
            _("This PDF contains a script or starts something when it is opened: print it to a new PDF.")
        )
    if found & HOLDS_FILES:
        raise ValidationError(_("This PDF carries other files inside: offer them one by one."))


def _words(reader: PdfReader) -> set[str]:
    """Return the keys and names of actions of every object that can be reached from the catalogue."""
    found: set[str] = set()
    waiting: list[Any] = [reader.trailer]
    seen: set[int] = set()
    while waiting:
        each = waiting.pop()
        if isinstance(each, IndirectObject):
            if each.idnum in seen:
                continue
            seen.add(each.idnum)
            if len(seen) > MOST_OBJECTS:
                raise ValidationError(_("This PDF is too complicated to be checked: print it to a new PDF."))
            each = each.get_object()
        waiting.extend(_inside(each))
        found.update(_said(each))
    return found


def _inside(each: Any) -> Iterator[Any]:
    if isinstance(each, DictionaryObject):
        yield from dict.values(each)
    elif isinstance(each, ArrayObject):
        yield from list.__iter__(each)


def _said(each: Any) -> Iterator[str]:
    if isinstance(each, NameObject):
        yield str(each)
    elif isinstance(each, DictionaryObject):
        yield from (str(key) for key in each)
