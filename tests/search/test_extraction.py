"""What can be in a file that somebody uploads, and what the process that reads it makes of it."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable

import pytest
from pypdf import PdfReader, PdfWriter

from search import extraction
from search.document_texts import answer_of
from tests.factories.pdf import pdf_of, written

W = extraction.WORD.strip()


def locked(data: bytes) -> bytes:
    writer, out = PdfWriter(clone_from=PdfReader(io.BytesIO(data))), io.BytesIO()
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


def pdf_bomb() -> bytes:
    """Return a PDF of some kilobytes whose only page unpacks to a gigabyte."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * (1 << 24)) for _each in range(64)) + packer.flush()
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed) + packed + b"\nendstream"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 3 0 R /Resources << >> >>"
    pages = b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>"
    return written([b"<< /Type /Catalog /Pages 2 0 R >>", pages, stream, page])


def docx_of(xml: str, *, packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packed) as archive:
        archive.writestr("word/document.xml", xml)
    return out.getvalue()


def word_text(*paragraphs: str) -> str:
    rows = "".join(f"<w:p><w:r><w:t>{each}</w:t></w:r></w:p>" for each in paragraphs)
    return f'<w:document xmlns:w="{W}"><w:body>{rows}</w:body></w:document>'


def test_a_pdf_is_read_page_by_page() -> None:
    answer = answer_of("pdf", pdf_of("Le bail glissant", "", "Insalubrité"))
    assert answer == {
        "state": "read",
        "pages": [[1, "Le bail glissant"], [3, "Insalubrité"]],
        "count": 3,
        "cut": False,
    }


def test_a_word_file_is_read_as_one_text() -> None:
    answer = answer_of("docx", docx_of(word_text("Le bail", "de l’été")))
    assert (answer["state"], answer["pages"]) == ("read", [[0, "Le bail de l’été"]])


def test_a_scan_without_text_is_told_from_a_damaged_file() -> None:
    assert answer_of("pdf", pdf_of("", ""))["state"] == "no_text"
    assert answer_of("docx", docx_of(word_text()))["state"] == "no_text"


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4", b"%PDF-1.4\n1 0 obj\n<<", b"\x00" * 1000, b"PK\x03\x04"])
@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_a_damaged_file_is_said_to_be_one(kind: str, data: bytes) -> None:
    assert answer_of(kind, data)["state"] == "broken"


def test_a_file_with_a_password_is_said_to_have_one() -> None:
    assert answer_of("pdf", locked(pdf_of("Le bail")))["state"] == "locked"


@pytest.mark.soak
def test_of_two_thousand_pages_the_first_are_read() -> None:
    answer = answer_of("pdf", pdf_of(*("Le bail" for _page in range(2000))))
    assert (answer["state"], answer["count"], answer["cut"]) == ("read", 2000, True)
    assert 0 < len(answer["pages"]) <= extraction.MOST_PAGES


def test_a_long_text_is_cut() -> None:
    answer = answer_of("docx", docx_of(word_text("bail " * 100_000)))
    assert (answer["state"], answer["cut"]) == ("read", True)
    assert len(answer["pages"][0][1]) == extraction.MOST_CHARACTERS


def unfolding() -> bytes:
    entities = '<!DOCTYPE a [<!ENTITY a "bail bail"><!ENTITY b "&a;&a;&a;&a;">]>'
    return docx_of(entities + word_text("&b;"))


def deep() -> bytes:
    return docx_of(f'<w:document xmlns:w="{W}">{"<w:p>" * 5000}{"</w:p>" * 5000}</w:document>')


#: Made by the test that needs one: packing a gigabyte takes seconds.
BOMBS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a page that unpacks to a gigabyte": ("pdf", pdf_bomb),
    "entities that unfold": ("docx", unfolding),
    "an archive that unpacks to much": ("docx", lambda: docx_of(word_text(" " * 30_000_000))),
    "more levels than anybody writes": ("docx", deep),
}


@pytest.mark.soak
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_ends_its_process_and_nothing_else(name: str) -> None:
    kind, made = BOMBS[name]
    answer = answer_of(kind, made())
    assert answer["state"] in ("heavy", "broken", "no_text")
    assert answer["pages"] == []


def test_a_process_that_dies_found_the_file_too_heavy(monkeypatch: pytest.MonkeyPatch) -> None:
    assert answer_of("unknown kind", b"")["state"] == "broken"
    monkeypatch.setattr("search.document_texts.PROGRAM", "/nowhere")
    assert answer_of("pdf", b"")["state"] == "heavy"
