from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from exchange.word.blocks import WordText, as_markdown, read
from portal.markdown import render
from tests.exchange.word.made_files import docx, item, p, r, tbl


def text_of(*body: str, **parts: object) -> str:
    word = whole(*body, **parts)
    return as_markdown(word.blocks, word.notes)


def whole(*body: str, **parts: object) -> WordText:
    return read(BytesIO(docx(*body, **parts)))  # type: ignore[arg-type]


def test_bold_and_italic_stay_and_their_blanks_stand_outside() -> None:
    spans = r("Un ", "") + r("mot ", "<w:b/>") + r("et", "<w:b/><w:i/>") + r(" non", '<w:b w:val="0"/>')
    assert text_of(p(spans)) == "Un **mot** ***et*** non"


def test_signs_that_mean_something_to_markdown_are_the_signs_themselves() -> None:
    for text in ("2 * 3 [x](y) a_b _c_ `d` \\ e|f", "# 1", "1. janvier", "- tiret", "> citation", "+ plus"):
        assert render(text_of(p(text))).text.split() == text.split()


def test_links_lead_where_they_led_and_only_to_the_web() -> None:
    link = (
        '<w:hyperlink r:id="a">' + r("la loi") + '</w:hyperlink><w:hyperlink r:id="b">' + r(" ici") + "</w:hyperlink>"
    )
    links = {"a": "https://example.org/loi_(1)", "b": "file:///c:/secret.doc"}
    assert text_of(p(link), links=links) == "[la loi](<https://example.org/loi_(1)>) ici"


def test_links_that_are_fields_are_links() -> None:
    parts = ("begin", "separate", "end")
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{each}"/></w:r>' for each in parts)
    code = '<w:r><w:instrText> HYPERLINK "https://example.org" </w:instrText></w:r>'
    assert text_of(p(begin + code + middle + r("site") + end + r(" fin"))) == "[site](https://example.org) fin"


def test_nested_lists_are_nested_lists() -> None:
    text = text_of(
        p("Avant"), item("un"), item("deux", 1), item("trois", 2), item("quatre"), item("cinq", 0, 2), p("Fin")
    )
    assert text == "Avant\n\n- un\n    - deux\n        1. trois\n- quatre\n\n1. cinq\n\nFin"
    html = str(render(text).html).replace("\n", "")
    assert "<li>un<ul><li>deux<ol><li>trois</li></ol></li></ul></li><li>quatre</li></ul><ol><li>cinq</li></ol>" in html


def test_items_by_style_and_by_hand_are_items() -> None:
    assert text_of(p("un", "Liste"), p("deux", "Liste")) == "- un\n- deux"
    assert text_of(p("• un"), p("•\tdeux")) == "- un\n- deux"


def test_tables_have_a_header_and_merged_cells_say_their_words_once() -> None:
    assert text_of(tbl(("An", "Visites"), ("2024", "1|2"))) == "| An | Visites |\n| --- | --- |\n| 2024 | 1\\|2 |"
    span = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + p("Tout") + "</w:tc>"
    rows = f"<w:tbl><w:tr>{span}</w:tr><w:tr><w:tc>{p('a')}{p('b')}</w:tc><w:tc>{tbl(('c', 'd'))}</w:tc></w:tr></w:tbl>"
    assert text_of(rows) == "| Tout |  |\n| --- | --- |\n| a; b | c; d |"


def test_frame_around_text_is_no_table() -> None:
    assert text_of(tbl(("Attention",))) == "Attention"


def test_table_of_two_hundred_columns_becomes_paragraphs_and_keeps_every_word() -> None:
    word = whole(tbl(tuple(f"h{number}" for number in range(200)), tuple(str(number) for number in range(200))))
    assert word.wide_tables == [200]
    assert as_markdown(word.blocks, {}).split("\n\n")[1].split("; ") == [str(number) for number in range(200)]


def test_notes_stand_at_the_end_of_the_text_that_names_them() -> None:
    mark = r("Selon la loi") + '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = f'<w:footnote w:type="separator" w:id="0"/><w:footnote w:id="2">{p("Code, art. 3")}</w:footnote>'
    text = text_of(p(mark), p("Suite"), footnotes=notes)
    assert text == "Selon la loi[^f2]\n\nSuite\n\n[^f2]: Code, art. 3"
    assert "footnote" in str(render(text).html)


def test_struck_through_words_are_left_out_and_kept_by_paragraph() -> None:
    first = r("Le délai est de ") + r("dix ", "<w:strike/>") + r("quinze") + r(" vieux", "<w:dstrike/>") + r(" jours")
    word = whole(p(first), p(r("Tout", "<w:strike/>")), p(r("Rien", '<w:strike w:val="0"/>')), tbl(("a", "b")))
    assert [block.text for block in word.blocks][:2] == ["Le délai est de quinze jours", "Rien"]
    assert word.seen.struck == ["dix vieux", "Tout"]


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        ("2", "superscript", "m²"),
        ("-3", "superscript", "m⁻³"),
        ("2", "subscript", "m₂"),
        ("er", "superscript", "mer"),
        ("o", "superscript", "m°"),
        ("bis", "superscript", "mbis"),
        (" 2 ", "superscript", "m ²"),
        ("2", "baseline", "m2"),
    ],
)
def test_raised_and_lowered_signs_stay_readable(text: str, place: str, expected: str) -> None:
    assert text_of(p(r("m") + r(text, f'<w:vertAlign w:val="{place}"/>'))) == expected


def test_raised_words_are_bold_when_they_were() -> None:
    assert text_of(p(r("10 m", "<w:b/>") + r("2", '<w:b/><w:vertAlign w:val="superscript"/>'))) == "**10 m²**"


def test_pictures_and_changes_are_counted_and_boxes_are_read_once() -> None:
    box = "<w:txbxContent>" + p("Dans un cadre") + "</w:txbxContent>"
    both = f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}"
    both += "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    changes = f"<w:ins>{r('neuf')}</w:ins><w:del><w:r><w:delText>vieux</w:delText></w:r></w:del>"
    word = whole(p("<w:r><w:drawing/></w:r>" + changes + both))
    assert [block.text for block in word.blocks] == ["neuf", "Dans un cadre"]
    assert (word.seen.pictures, word.seen.added, word.seen.removed) == (1, 1, 1)


def test_levels_come_from_styles_what_they_build_on_and_paragraphs() -> None:
    own = p("Own", more='<w:outlineLvl w:val="2"/>')
    body = (p("T", "Titre"), p("A", "Titre1"), p("B", "Titre2"), p("C", "Maison"), own, p("Text", "Nowhere"))
    assert [block.level for block in whole(*body).blocks] == [0, 1, 2, 1, 3, None]


def test_comments_and_margins_are_told_and_numbers_of_pages_are_not() -> None:
    word = whole(p("x"), comments=f"<w:comment>{p('Vérifier')}</w:comment>", header1=p("Commune"), footer1=p("12"))
    assert (word.comments, word.margins) == (["Vérifier"], ["Commune"])


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"<w:document",
        b"<xml/>",
        b'<!DOCTYPE d [<!ENTITY a "aaa"><!ENTITY b "&a;&a;">]><d>&b;</d>',
        b"<a>" * 5000 + b"</a>" * 5000,
    ],
    ids=["empty", "cut", "other", "entities", "deep"],
)
def test_what_is_no_document_is_refused_with_a_reason(document: bytes) -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", document)
    with translation.override("en"), pytest.raises(ValidationError, match="damaged"):
        read(file)
