from __future__ import annotations

import time
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError

from portal.uploads import check_upload
from tests.portal.uploads import made_files as made

HTML = b"<!DOCTYPE html><script>alert(1)</script>"


def refused(name: str, content: bytes) -> str:
    """Return the reason for which a file is refused."""
    with pytest.raises(ValidationError) as refusal:
        check_upload(BytesIO(content), name)
    return " ".join(refusal.value.messages)


HONEST = {
    **{f"lettre.{extension}": made.office(extension) for extension in made.OFFICE},
    "fiche.pdf": made.pdf(),
    "LISTE.CSV": "nom;téléphone\nÉlise;02".encode(),
    "ancien.csv": "nom;t\xe9l\xe9phone".encode("latin-1"),
    "note.txt": b"Een nota.",
    "agenda.ics": b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
    "plan.png": made.picture(),
    "plan.jpg": made.picture("JPEG"),
    "plan.gif": made.picture("GIF"),
    "plan.webp": made.picture("WEBP"),
}


@pytest.mark.parametrize("name", HONEST)
def test_honest_file_is_taken_and_left_at_its_beginning(name: str) -> None:
    file = BytesIO(HONEST[name])
    check_upload(file, name)
    assert file.tell() == 0


HOSTILE = {
    "page.pdf": HTML,
    "page.txt": HTML,
    "page.csv": b"\xef\xbb\xbf  <html>",
    "drawing.png": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "photo.jpg": made.picture("PNG"),
    "text.docx": made.office("xlsx"),
    "text.odt": made.office("ods"),
    "archive.docx": b"PK\x03\x04" + b"not an archive",
    "bomb.docx": made.bomb(),
    "crowd.docx": made.crowd(),
    "macros.docx": made.office("docx", word__vbaProject_dot_bin=b"x"),
    "macros.odt": made.office("odt", Basic__Standard__script_dot_xml=b"x"),
    "nested.docx": made.office("docx", word__embeddings__more_dot_zip=b"x"),
    "script.pdf": made.pdf("JavaScript"),
    "launch.pdf": made.pdf("Launch"),
    "carrier.pdf": made.pdf(attachment=True),
    "locked.pdf": made.pdf(password="secret"),
    "broken.pdf": b"%PDF-1.7 nothing more",
    "both.pdf": made.pdf() + made.office("docx"),
    "both.gif": made.picture("GIF") + made.office("docx"),
    "huge.png": made.huge_png(),
    "cut.png": made.picture()[:40],
    **{f"half.{form.lower()}": made.half(form) for form in ("PNG", "JPEG", "GIF", "WEBP")},
    "half.moving.gif": made.moving("GIF")[:-60],
    "empty.txt": b"",
    "long.txt": b"x" * (10 * 1024 * 1024 + 1),
    "program.exe": b"MZ",
    "page.html": HTML,
    "drawing.svg": b"<svg/>",
    "old.doc": b"\xd0\xcf\x11\xe0",
    "macro.docm": made.office("docx"),
    "noname": b"x",
    f"{'x' * 201}.txt": b"x",
    "line\nbreak.txt": b"x",
}


@pytest.mark.parametrize("name", HOSTILE, ids=lambda name: name[:20])
def test_hostile_file_is_refused_quickly_with_a_reason(name: str) -> None:
    start = time.monotonic()
    assert refused(name, HOSTILE[name])
    assert time.monotonic() - start < 2


def test_reason_says_what_to_do_about_macros() -> None:
    assert ".docx" in refused("brief.docm", b"PK")
