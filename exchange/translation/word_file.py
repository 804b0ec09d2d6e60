"""The Word file of a sheet: one table, in which only the last column is to be written in."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import IO
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape, quoteattr

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

import languages
from exchange.translation.sheet import Passage, Sheet, read_head, read_key
from exchange.word.parts import DOCUMENT, Parts, W, value
from exchange.word.spans import Reader, Seen
from exchange.word.template import XML, archive, content_types, relation

#: Widths of the columns in twentieths of a point: reference, field, the language given, the language wanted.
_WIDTHS = (1100, 2000, 5400, 5400)
_MOST_ROWS = 3000
_NAMES = ("reference", "field", "source", "target")
_LOCK = '<w:sdtPr><w:lock w:val="sdtContentLocked"/></w:sdtPr>'
#: Characters that XML cannot hold.
_UNWRITABLE = {code: None for code in range(32) if code not in (9, 10, 13)}


def write(sheet: Sheet, title: str) -> bytes:
    """Return the file; only the column of the wanted language can be written in where the program knows of locks."""
    told = [title, *_instructions(sheet)]
    paragraphs = [_paragraph(line, bold=number == 0) for number, line in enumerate(told)]
    names = (languages.BY_CODE[code].name for code in (sheet.source, sheet.target))
    rows = [
        _row([sheet.head, _("Field"), *names], sheet, head=True),
        *(_passage(each, sheet) for each in sheet.passages),
    ]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    sides = "".join(f'<w:{side} w:val="single" w:sz="4" w:color="A6A6A6"/>' for side in _SIDES)
    form = f'<w:tblPr><w:tblW w:w="{sum(_WIDTHS)}" w:type="dxa"/><w:tblBorders>{sides}</w:tblBorders></w:tblPr>'
    table = f"<w:tbl>{form}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    section = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'
    body = f"{''.join(paragraphs)}{table}{_paragraph('')}{section}"
    document = f"{XML}<w:document xmlns:w={quoteattr(W[1:-1])}><w:body>{body}</w:body></w:document>"
    return archive(
        {
            "[Content_Types].xml": content_types({"document": "document.main"}),
            "_rels/.rels": relation(DOCUMENT, "officeDocument"),
            DOCUMENT: document.translate(_UNWRITABLE),
        }
    )


_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def _instructions(sheet: Sheet) -> Iterator[str]:
    wanted = languages.BY_CODE[sheet.target].name
    yield _("Write in the last column (%(language)s) only; the first one tells the portal where each text goes.") % {
        "language": wanted
    }
    yield _(
        "Keep the signs of Markdown: ** around bold words, # before headings, - before items. In [words](address) only "
        "the words are translated."
    )


def _passage(passage: Passage, sheet: Sheet) -> str:
    return _row([passage.key, passage.label, passage.source, passage.target], sheet)


def _row(texts: Iterable[str], sheet: Sheet, *, head: bool = False) -> str:
    tags = {"source": languages.tag_of(sheet.source), "target": languages.tag_of(sheet.target)}
    cells = "".join(
        _cell(text, name, width, tags.get(name, ""), head=head)
        for text, name, width in zip(texts, _NAMES, _WIDTHS, strict=True)
    )
    form = "<w:trPr><w:tblHeader/></w:trPr>" if head else ""
    return f"<w:tr>{form}{cells}</w:tr>"


def _cell(text: str, name: str, width: int, tag: str, *, head: bool) -> str:
    small, locked = name == "reference", head or name != "target"
    lines = (
        _paragraph(each, bold=head and not small, small=small, tag=tag, locked=locked) for each in text.split("\n")
    )
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{"".join(lines)}</w:tc>'


def _paragraph(text: str, *, bold: bool = False, small: bool = False, tag: str = "", locked: bool = False) -> str:
    form = "<w:b/>" * bold + ('<w:noProof/><w:color w:val="767676"/><w:sz w:val="12"/>' if small else "")
    form += f'<w:lang w:val="{tag}"/>' if tag else ""
    run = f'<w:r><w:rPr>{form}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    return f"<w:p><w:sdt>{_LOCK}<w:sdtContent>{run}</w:sdtContent></w:sdt></w:p>" if locked else f"<w:p>{run}</w:p>"


def read(file: IO[bytes]) -> Sheet:
    """Return what came back. Raises ValidationError, in the active language, for a file that is none of ours."""
    try:
        parts = Parts(file)
        body, reader = parts.document(), Reader(parts.targets(), Seen())
    except zipfile.BadZipFile as error:
        raise ValidationError(_no_table()) from error
    for table in body.iter(f"{W}tbl"):
        rows = [[_text(cell, reader) for cell in _cells(row)] for row in _rows(table)]
        head = read_head(rows[0][0]) if rows and rows[0] else None
        if head:
            return Sheet(*head, tuple(_passages(rows[1:])))
    raise ValidationError(_no_table())


def _no_table() -> str:
    return _("The table of the portal is not in this file: its first cell says which record it is for.")


def _rows(table: Element) -> list[Element]:
    rows = list(table.iter(f"{W}tr"))
    if len(rows) > _MOST_ROWS:
        raise ValidationError(_("This table has more rows than a record has texts."))
    return rows


def _cells(row: Element) -> list[Element]:
    """Return the cells of a row; some programs put a cell as a whole into a control."""
    return [cell for child in row for cell in ([child] if child.tag == f"{W}tc" else child.iter(f"{W}tc"))]


def _passages(rows: list[list[str]]) -> Iterator[Passage]:
    for cells in rows:
        key = read_key(cells[0]) if len(cells) == len(_NAMES) else None
        if key is None:
            raise ValidationError(_("A row of the table was changed in its first column: “%s”.") % " ".join(cells)[:80])
        yield Passage(key[0], cells[1], cells[2], cells[3], key[1], key[2])


def _text(cell: Element, reader: Reader) -> str:
    """Return what stands in a cell, a paragraph a line; words that were struck out with tracked changes are gone."""
    return "\n".join(_line(paragraph, reader) for paragraph in cell.iter(f"{W}p")).rstrip()


def _line(paragraph: Element, reader: Reader) -> str:
    text = "".join(span.text for span in reader.spans(paragraph) if not span.raw)
    # Word makes an item of a list of a line that begins like one, and takes the sign away.
    is_item = value(paragraph.find(f"{W}pPr"), "numPr/numId") not in ("", "0")
    return f"- {text}" if is_item and text else text


def packed(files: dict[str, bytes]) -> bytes:
    """Return several files as one archive."""
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archived:
        for name, content in files.items():
            archived.writestr(name, content)
    return held.getvalue()
