"""The text of one file of a bundle, or what is wrong with the file."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from django.utils.translation import gettext as _

from exchange.errors import Problem, Problems

TEXT_LIMIT = 2_000_000
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
# YAML ends a line at each of these: lines are counted alike everywhere only when they are written alike.
_LINE_END = re.compile(r"\r\n|[\r\x85\u2028\u2029]")


def read_text(path: Path, name: str, problems: Problems, *, limit: int = TEXT_LIMIT) -> str | None:
    """Return the text of a UTF-8 file with lines that end in ``\\n``; None when a problem was added.

    ``name`` is what the file is called in messages; ``limit`` is in bytes and looked at before anything is read.
    """
    try:
        size = path.stat().st_size
        if size > limit:
            problems.add(Problem(name, 0, "", _too_large(size, limit)))
            return None
        content = path.read_bytes()
    except OSError as error:
        problems.add(Problem(name, 0, "", _("The file cannot be read: %(reason)s") % {"reason": error.strerror}))
        return None
    return _decoded(content, name, problems)


def _too_large(size: int, limit: int) -> str:
    return _("The file has %(size)d bytes; at most %(limit)d are read.") % {"size": size, "limit": limit}


def _decoded(content: bytes, name: str, problems: Problems) -> str | None:
    if content.startswith(_UTF16):
        problems.add(Problem(name, 1, "", _("The file is in UTF-16; save it as UTF-8.")))
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        place = {"position": len(before) - (before.rfind(b"\n") + 1) + 1}
        message = _("The file is not in UTF-8: see byte %(position)d of this line.") % place
        problems.add(Problem(name, before.count(b"\n") + 1, "", message))
        return None
    # Some systems write an accented letter as two characters; the same word must compare equal in every file.
    text = _LINE_END.sub("\n", unicodedata.normalize("NFC", text))
    control = _CONTROL.search(text)
    if control:
        code = {"code": f"U+{ord(control.group()):04X}"}
        message = _("The control character %(code)s does not belong in a text.") % code
        problems.add(Problem(name, text.count("\n", 0, control.start()) + 1, "", message))
        return None
    return text
