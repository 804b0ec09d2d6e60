"""What a Word file of thirty pages costs: run ``python -m benchmarks.word`` (not by its path).

The file has titles, bold words, links, lists, notes and tables as a long report has them. Reading it into fields is the
work that happens off the request; ten seconds are allowed for it with the draft.
"""

from __future__ import annotations

import os
import sys
import time
import zipfile
from io import BytesIO

import django

PAGES = 30
WORDS_ON_A_PAGE = 450
SECONDS_ALLOWED = 10.0
_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SENTENCE = "le service constate l’état du logement avec l’occupant et le bailleur puis écrit son rapport"


def _run(text: str, form: str = "") -> str:
    return f'<w:r><w:rPr>{form}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _paragraph(inner: str, style: str = "Normal") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inner}</w:p>'


def _page(number: int) -> str:
    """Return a page: a heading, paragraphs in which Word has cut the words into many runs, and a table."""
    said = _SENTENCE.split()
    words = [said[(number + position) % len(said)] for position in range(WORDS_ON_A_PAGE)]
    runs = [_run(f"{word} ", "<w:b/>" if position % 9 == 0 else "") for position, word in enumerate(words)]
    paragraphs = [_paragraph("".join(runs[start : start + 50])) for start in range(0, len(runs), 50)]
    cells = "".join(f"<w:tc>{_paragraph(_run(str(cell)))}</w:tc>" for cell in range(6))
    table = f"<w:tbl>{f'<w:tr>{cells}</w:tr>' * 8}</w:tbl>"
    return _paragraph(_run(f"Partie {number}"), "Heading2") + "".join(paragraphs) + table


def thirty_pages() -> bytes:
    """Return the file."""
    opened = f'xmlns:w="{_NAMESPACE}"'
    names = {"Title": "Title", "Heading1": "heading 1", "Heading2": "heading 2"}
    styles = "".join(f'<w:style w:styleId="{key}"><w:name w:val="{name}"/></w:style>' for key, name in names.items())
    body = [_paragraph(_run("Un long rapport"), "Title")]
    for number in range(PAGES):
        headings = {0: "Problème", 10: "Fonctionnement", 20: "Résultats"}
        body += [_paragraph(_run(headings[number]), "Heading1")] if number in headings else []
        body.append(_page(number))
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {opened}><w:body>{''.join(body)}</w:body></w:document>")
        archive.writestr("word/styles.xml", f"<w:styles {opened}>{styles}</w:styles>")
    return file.getvalue()


def main() -> int:
    # Only after the settings are there can what needs them be imported.
    from exchange.word.drafts import WordFile  # noqa: PLC0415
    from exchange.word.kinds import PRACTICE  # noqa: PLC0415

    content = thirty_pages()
    start = time.perf_counter()
    found = WordFile("rapport.docx", content, PRACTICE, "fr").texts()
    seconds = time.perf_counter() - start
    characters = sum(map(len, found.texts.values()))
    sys.stdout.write(f"{PAGES} pages, {len(content) // 1024} KiB: {characters} characters in {seconds:.2f} s")
    sys.stdout.write(f" (at most {SECONDS_ALLOWED:.0f} s with the draft)\n")
    return 0 if seconds < SECONDS_ALLOWED and found.report.is_empty else 1


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
    django.setup()
    sys.exit(main())
