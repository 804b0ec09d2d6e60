"""Reads the text of one file, in a process of its own that may neither take long nor much memory nor write anything.

Run as a program: the kind of file as argument, the file as input, and one line of JSON as output:
``{"state": …, "pages": [[number, text], …], "count": …, "cut": …}``. It knows nothing of the site. A page number is 0
where a file has no pages of its own; ``cut`` tells that the file goes on after what was read.
"""

from __future__ import annotations

import io
import json
import logging
import os
import re
import resource
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any
from xml.parsers import expat

#: What a file can turn out to be. The names are those of ``search.models.DocumentText.State``.
READ, NO_TEXT, LOCKED, BROKEN, HEAVY = "read", "no_text", "locked", "broken", "heavy"

MEMORY = 768 * 1024 * 1024  # bytes of address space, of which the interpreter takes a third
CPU_SECONDS = 20
#: After this time of its own no further page is begun: what was read until then is kept.
SECONDS_OF_READING = 12.0
MOST_PAGES = 500
MOST_CHARACTERS = 200_000
LARGEST_PART = 20 * 1024 * 1024
DEEPEST = 400

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main "
#: What stands between two words in a Word file without a blank of its own.
GAPS = {"p", "tab", "br", "cr", "tc"}

Pages = Iterator[tuple[int, str]]


class Locked(Exception):
    """The file asks for a password."""


class Heavy(Exception):
    """The file unpacks to more than anybody writes."""


def pdf(data: bytes) -> tuple[int, Pages]:
    """Return the number of pages of a PDF and its pages with their text."""
    from pypdf import PdfReader  # noqa: PLC0415  Loaded under the limits, and for a PDF only.

    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise Locked
    return len(reader.pages), ((number, page.extract_text() or "") for number, page in enumerate(reader.pages, 1))


def docx(data: bytes) -> tuple[int, Pages]:
    """Return the text of a Word file as one page: where its pages end is known only once it is printed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entry = archive.getinfo("word/document.xml")
        if entry.flag_bits & 1:
            raise Locked
        if entry.file_size > LARGEST_PART:
            raise Heavy
        with archive.open(entry) as part:
            xml = part.read(LARGEST_PART + 1)
    if len(xml) > LARGEST_PART:
        raise Heavy
    return 0, iter([(0, _words(xml))])


KINDS: dict[str, Callable[[bytes], tuple[int, Pages]]] = {"pdf": pdf, "docx": docx}


def _words(xml: bytes) -> str:
    """Return the text of the main part of a Word file, read without building a tree and without any declaration."""
    pieces: list[str] = []
    depth, inside = 0, False

    def start(name: str, _attributes: Any) -> None:
        nonlocal depth, inside
        depth += 1
        if depth > DEEPEST:
            raise Heavy
        own = name.removeprefix(WORD).removeprefix(STRICT)
        inside = own == "t"
        if own in GAPS:
            pieces.append(" ")

    def end(_name: str) -> None:
        nonlocal depth, inside
        depth -= 1
        inside = False

    def text(piece: str) -> None:
        if inside:
            pieces.append(piece)

    def declaration(*_declared: Any) -> None:
        raise Heavy

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    parser.StartDoctypeDeclHandler = declaration
    parser.Parse(xml, True)
    return "".join(pieces)


def read(kind: str, data: bytes) -> dict[str, Any]:
    """Return what was found in a file; never raises for anything that is in it."""
    try:
        count, pages = KINDS[kind](data)
        texts, cut = _within_limits(pages)
    except Locked:
        return _answer(LOCKED)
    except (Heavy, MemoryError, RecursionError):
        return _answer(HEAVY)
    except Exception as fault:  # noqa: BLE001  A hostile file can raise anything in whoever reads it.
        return _answer(LOCKED if "password" in str(fault).lower() else BROKEN)
    return _answer(READ if texts else NO_TEXT, pages=texts, count=count, cut=cut)


def _within_limits(pages: Pages) -> tuple[list[tuple[int, str]], bool]:
    """Return the pages that have text, as far as the limits allow, and whether the file goes on."""
    found: list[tuple[int, str]] = []
    left, end = MOST_CHARACTERS, time.process_time() + SECONDS_OF_READING
    for number, text in islice(pages, MOST_PAGES):
        text = re.sub(r"\s+", " ", text.encode("utf-8", "ignore").decode()).strip()
        if text:
            found.append((number, text[:left]))
            left -= len(text)
        if left <= 0 or time.process_time() > end:
            break
    else:
        return found, next(pages, None) is not None
    return found, left < 0 or next(pages, None) is not None


def _answer(state: str, **more: Any) -> dict[str, Any]:
    return {"state": state, "pages": [], "count": 0, "cut": False, **more}


def limit() -> None:
    """Take from this process what it does not need to read a file."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    os.nice(10)


def main() -> None:
    limit()
    logging.disable()
    output = os.fdopen(os.dup(1), "w", encoding="utf-8")
    # Whatever a library prints must not come between the lines of the answer.
    sys.stdout = sys.stderr
    json.dump(read(sys.argv[1], sys.stdin.buffer.read()), output)
    output.flush()


if __name__ == "__main__":
    main()
