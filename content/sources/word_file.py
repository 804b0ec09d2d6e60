"""Word files from a few elements of HTML: headings, paragraphs, lists, tables and strong words."""

import zipfile
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
#: The same file on every day.
MADE = (2026, 11, 1, 0, 0, 0)
BLOCKS = {"h1": "Title", "h2": "Heading1", "p": "", "li": "", "td": "Cell", "th": "Cell"}
#: Number of the list in the part about lists, by element.
LISTS = {"ul": 1, "ol": 2}
#: Style: the name that Word knows it by, its level in the outline, its size in half points.
STYLES = {"Title": ("Title", "", 36), "Heading1": ("heading 1", "0", 26), "Cell": ("Cell", "", 20)}


def word_file(html: str, title: str, language: str) -> bytes:
    """Return a Word file with this title, in this language (``fr-BE``)."""
    body = Body()
    body.feed(html)
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            (f"{OFFICE}/officeDocument", "word/document.xml"),
            (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": _properties(title, language),
        "word/document.xml": _part("document", f"<w:body>{''.join(body.written)}{_PAGE}</w:body>"),
        "word/_rels/document.xml.rels": _relations(
            (f"{OFFICE}/styles", "styles.xml"), (f"{OFFICE}/numbering", "numbering.xml")
        ),
        "word/styles.xml": _part("styles", _styles(language)),
        "word/numbering.xml": _part("numbering", _numbering()),
    }
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, MADE), text, zipfile.ZIP_DEFLATED)
    return file.getvalue()


@dataclass
class Body(HTMLParser):
    """Writes the elements of a text as they come; an element that it does not know stands for its words."""

    written: list[str] = field(default_factory=list)
    runs: list[str] = field(default_factory=list)
    list: str = ""
    strong: bool = False
    cells: int = 0

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.strong = tag in ("strong", "th")
        if tag in LISTS:
            self.list = tag
        elif tag == "table":
            self.written.append(_TABLE)
        elif tag == "tr":
            self.written.append("<w:tr><w:trPr><w:cantSplit/>")
            self.cells = 0
        elif tag in ("td", "th"):
            self._begin_cell(tag)

    def _begin_cell(self, tag: str) -> None:
        if not self.cells:
            self.written.append(f"{'<w:tblHeader/>' if tag == 'th' else ''}</w:trPr>")
        self.cells += 1
        self.written.append('<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr>')

    def handle_data(self, data: str) -> None:
        words = data if self.runs else data.lstrip()
        if words.strip():
            bold = "<w:rPr><w:b/></w:rPr>" if self.strong else ""
            self.runs.append(f'<w:r>{bold}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>')

    def handle_endtag(self, tag: str) -> None:
        if tag == "strong":
            self.strong = False
        elif tag in BLOCKS:
            self._paragraph(tag)
        elif tag in LISTS:
            self.list = ""
        elif tag == "table":
            # Between a table and what follows Word wants a paragraph.
            self.written.append("</w:tbl><w:p/>")
        elif tag == "tr":
            self.written.append("</w:tr>")
        if tag in ("td", "th"):
            self.written.append("</w:tc>")

    def _paragraph(self, tag: str) -> None:
        style = f'<w:pStyle w:val="{BLOCKS[tag]}"/>' if BLOCKS[tag] else ""
        row = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{LISTS[self.list]}"/></w:numPr>' if tag == "li" else ""
        self.written.append(f"<w:p><w:pPr>{style}{row}</w:pPr>{''.join(self.runs)}</w:p>")
        self.runs.clear()
        self.strong = False


_SIDES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="6F7F8A"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_TABLE = (
    f'<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{_SIDES}</w:tblBorders>'
    '<w:tblLook w:firstRow="1"/></w:tblPr><w:tblGrid/>'
)


_MARGINS = "".join(f' w:{side}="1134"' for side in ("top", "right", "bottom", "left"))
_EDGES = f'<w:pgMar{_MARGINS} w:header="567" w:footer="567" w:gutter="0"/>'
_PAGE = f'<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>{_EDGES}</w:sectPr>'


def _part(name: str, content: str) -> str:
    return f"{XML}<w:{name} xmlns:w={quoteattr(W)}>{content}</w:{name}>"


def _styles(language: str) -> str:
    font = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="22"/>'
    spacing = '<w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr>'
    defaults = f'<w:rPrDefault><w:rPr>{font}<w:lang w:val="{language}"/></w:rPr></w:rPrDefault>'
    normal = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    named = "".join(_style(key, *said) for key, said in STYLES.items())
    return f"<w:docDefaults>{defaults}<w:pPrDefault>{spacing}</w:pPrDefault></w:docDefaults>{normal}{named}"


def _style(key: str, name: str, outline: str, size: int) -> str:
    heading = key != "Cell"
    level = f'<w:outlineLvl w:val="{outline}"/>' if outline else ""
    place = f'<w:keepNext/><w:spacing w:before="240" w:after="80"/>{level}' if heading else '<w:spacing w:after="40"/>'
    form = '<w:b/><w:color w:val="0F4587"/>' if heading else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f'<w:next w:val="Normal"/><w:pPr>{place}</w:pPr><w:rPr>{form}<w:sz w:val="{size}"/></w:rPr></w:style>'
    )


def _numbering() -> str:
    kinds = {1: ("bullet", "•"), 2: ("decimal", "%1.")}
    levels = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{mark}"/><w:pPr><w:ind w:left="454" w:hanging="340"/></w:pPr></w:lvl></w:abstractNum>'
        for number, (kind, mark) in kinds.items()
    )
    used = "".join(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number in kinds)
    return levels + used


def _properties(title: str, language: str) -> str:
    elements = "http://purl.org/dc/elements/1.1/"
    said = f"<dc:title>{escape(title)}</dc:title><dc:language>{language}</dc:language>"
    opened = f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="{elements}">'
    return f"{XML}{opened}{said}</cp:coreProperties>"


def _relations(*targets: tuple[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def _content_types() -> str:
    kinds = {"document": "document.main", "styles": "styles", "numbering": "numbering"}
    rows = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{WORD}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    usual = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    rows += f'<Override PartName="/docProps/core.xml" ContentType="{core}"/>'
    return f'{XML}<Types xmlns="{PACKAGE}/content-types">{usual}{rows}</Types>'
