"""The Word file that the portal offers to those who write offline: the headings, with a line of guidance below each."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

import languages
from exchange.word.kinds import SUMMARY, WordKind
from exchange.word.parts import DOCUMENT, R, W

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = CONTENT_TYPE.removesuffix(".document")
#: The same files on every day: a template that has not changed is the same file.
_MADE = (2026, 1, 1, 0, 0, 0)
#: Style by identifier: the name that Word knows it by, its level in the outline, its size in half points, its colour.
_STYLES = {
    "Title": ("Title", None, 44, "1F3864"),
    "Heading1": ("heading 1", 0, 30, "1F3864"),
    "Guidance": ("Guidance", None, 22, "595959"),
}


def template(kind: WordKind, language: str) -> bytes:
    """Return a Word file to be filled in."""
    paragraphs = [
        _paragraph("Title", kind.title[language]),
        _paragraph("Guidance", kind.guidance[SUMMARY][language]),
    ]
    for heading, guidance in _headings(kind):
        paragraphs += [_paragraph("Heading1", heading[language]), _paragraph("Guidance", guidance[language])]
    parts = {
        "[Content_Types].xml": content_types({"document": "document.main", "styles": "styles"}),
        "_rels/.rels": relation(DOCUMENT, "officeDocument"),
        DOCUMENT: f"{XML}<w:document xmlns:w={quoteattr(W[1:-1])}><w:body>{''.join(paragraphs)}</w:body></w:document>",
        "word/_rels/document.xml.rels": relation("styles.xml", "styles"),
        "word/styles.xml": _styles(language),
    }
    return archive(parts)


def _headings(kind: WordKind) -> Iterator[tuple[Mapping[str, str], Mapping[str, str]]]:
    """Yield each heading with its guidance, in the order in which one writes."""
    for key, heading in kind.sections.items():
        yield heading, kind.guidance[key]
        yield from ((rows.headings, rows.guidance) for rows in kind.rows.values() if rows.after == key)


def archive(parts: dict[str, str]) -> bytes:
    """Return a Word file made of its parts."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archived:
        for name, text in parts.items():
            archived.writestr(zipfile.ZipInfo(name, _MADE), text, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def _paragraph(style: str, text: str) -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def _styles(language: str) -> str:
    locale = next(each.tag for each in languages.LANGUAGES if each.code == language)
    font = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/>'
    defaults = f'<w:rPr>{font}<w:sz w:val="22"/><w:lang w:val="{locale}"/></w:rPr>'
    spacing = '<w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr>'
    plain = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    styles = "".join(_style(key, *said) for key, said in _STYLES.items())
    whole = f"<w:rPrDefault>{defaults}</w:rPrDefault><w:pPrDefault>{spacing}</w:pPrDefault>"
    opened = f"<w:styles xmlns:w={quoteattr(W[1:-1])}>"
    return f"{XML}{opened}<w:docDefaults>{whole}</w:docDefaults>{plain}{styles}</w:styles>"


def _style(key: str, name: str, outline: int | None, size: int, colour: str) -> str:
    level = "" if outline is None else f'<w:outlineLvl w:val="{outline}"/>'
    form = "<w:i/>" if key == "Guidance" else "<w:b/>"
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f'<w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/>{level}</w:pPr>'
        f'<w:rPr>{form}<w:color w:val="{colour}"/><w:sz w:val="{size}"/></w:rPr></w:style>'
    )


def content_types(parts: dict[str, str]) -> str:
    """Return which part is what: ``{"document": "document.main"}`` is ``word/document.xml``."""
    named = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for name, kind in parts.items()
    )
    usual = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'{XML}<Types xmlns="{_PACKAGE}/content-types">{usual}{named}</Types>'


def relation(target: str, kind: str) -> str:
    """Return the one link from a part to another one."""
    row = f'<Relationship Id="rId1" Type="{R[1:-1]}/{kind}" Target="{target}"/>'
    return f'{XML}<Relationships xmlns="{_PACKAGE}/relationships">{row}</Relationships>'
