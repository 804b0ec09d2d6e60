"""Which kinds of files are taken, and how each one begins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

#: Bytes read from the beginning of a file to tell what it is.
HEAD = 4096

ODF = "application/vnd.oasis.opendocument."


@dataclass(frozen=True)
class Kind:
    """A kind of file: ``begins`` tells it by its first bytes; ``member`` must be in the archive of an office file."""

    name: str
    begins: Callable[[bytes], bool]
    member: str = ""
    mimetype: str = ""
    picture: bool = False


def _starts(*signatures: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(signatures)


def _is_text(head: bytes) -> bool:
    """Whether the bytes are text without markup: a browser that is shown a page runs it, whatever its name says."""
    if b"\0" in head:
        return False
    # The last character may be cut in two.
    text = head.decode("utf-8", errors="ignore")
    if len(text.encode()) < len(head) - 3 and not _is_latin(head):
        return False
    beginning = text.lstrip("\ufeff \t\r\n").lower()
    return not beginning.startswith(("<!", "<html", "<script", "<?xml", "<svg", "<body", "<head", "%pdf", "<iframe"))


def _is_latin(head: bytes) -> bool:
    return not any(byte < 9 or 13 < byte < 32 or byte == 127 for byte in head)


def _is_calendar(head: bytes) -> bool:
    return _is_text(head) and head.lstrip(b"\xef\xbb\xbf \r\n").upper().startswith(b"BEGIN:VCALENDAR")


def _is_webp(head: bytes) -> bool:
    return head[:4] == b"RIFF" and head[8:12] == b"WEBP"


def _is_avif(head: bytes) -> bool:
    return head[4:8] == b"ftyp" and head[8:12] in (b"avif", b"avis")


ZIP = _starts(b"PK\x03\x04")
KINDS = {
    "pdf": Kind("PDF", _starts(b"%PDF-")),
    "docx": Kind("Word", ZIP, member="word/document.xml"),
    "xlsx": Kind("Excel", ZIP, member="xl/workbook.xml"),
    "pptx": Kind("PowerPoint", ZIP, member="ppt/presentation.xml"),
    "odt": Kind("OpenDocument", ZIP, member="content.xml", mimetype=f"{ODF}text"),
    "ods": Kind("OpenDocument", ZIP, member="content.xml", mimetype=f"{ODF}spreadsheet"),
    "odp": Kind("OpenDocument", ZIP, member="content.xml", mimetype=f"{ODF}presentation"),
    "csv": Kind("CSV", _is_text),
    "txt": Kind("TXT", _is_text),
    "ics": Kind("iCalendar", _is_calendar),
    "png": Kind("PNG", _starts(b"\x89PNG\r\n\x1a\n"), picture=True),
    "jpg": Kind("JPEG", _starts(b"\xff\xd8\xff"), picture=True),
    "jpeg": Kind("JPEG", _starts(b"\xff\xd8\xff"), picture=True),
    "gif": Kind("GIF", _starts(b"GIF87a", b"GIF89a"), picture=True),
    "webp": Kind("WebP", _is_webp, picture=True),
    "avif": Kind("AVIF", _is_avif, picture=True),
}
