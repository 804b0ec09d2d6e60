from collections.abc import Iterator

import pytest
from django.utils import translation

from portal.markdown import Heading, render
from tests.portal.markdown.answers import Answers


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def html(text: str) -> str:
    return render(text, links=Answers()).html.replace("\n", "")


def levels(text: str, level: int = 2) -> list[int]:
    return [heading.level for heading in render(text, level=level).headings]


def test_highest_heading_becomes_level_two_and_none_is_skipped() -> None:
    assert levels("# a\n\n## b\n\n# c") == [2, 3, 2]
    assert levels("## a\n\n#### b\n\n### c\n\n## d") == [2, 3, 3, 2]
    assert levels("### a\n\n###### b") == [2, 3]


def test_headings_go_below_the_level_of_their_place() -> None:
    assert levels("## a\n\n### b", level=4) == [4, 5]
    assert levels("## a\n\n### b\n\n#### c", level=5) == [5, 6, 6]


def test_headings_are_listed_with_ids_unique_in_the_text() -> None:
    rendered = render("## Été[^1]\n\n## **Été**\n\n## ?\n\n[^1]: n", prefix="step-3")
    assert rendered.headings == (
        Heading(2, "step-3-ete", "Été"),
        Heading(2, "step-3-ete-2", "Été"),
        Heading(2, "step-3-section", "?"),
    )


def test_two_texts_on_a_page_share_no_id() -> None:
    text = "## a\n\nb[^1] c[^1]\n\n[^1]: d"
    first, second = (set(_ids(render(text, prefix=prefix).html)) for prefix in ("one", "two"))
    assert len(first) == 4
    assert not first & second


def _ids(text: str) -> list[str]:
    return [part.partition('"')[0] for part in text.split(' id="')[1:]]


def test_footnote_links_lead_to_ids_of_the_same_text() -> None:
    text = render("b[^1] c[^1]\n\n[^1]: d", prefix="one").html
    targets = [part.partition('"')[0] for part in text.split('href="#')[1:]]
    assert len(targets) == 4
    assert set(targets) <= set(_ids(text))


def test_internal_links_lead_where_the_reader_may_go() -> None:
    assert html("[a](GT-2024-001) [b](doc:1)") == (
        '<p><a href="/fr/guides/visite/">a</a> <a href="/documents/1/form.pdf">b</a></p>'
    )


def test_link_without_words_shows_the_title_or_the_target() -> None:
    assert html("[](GT-2024-001)") == '<p><a href="/fr/guides/visite/">GT-2024-001</a></p>'
    assert html("[](doc:1)") == '<p><a href="/documents/1/form.pdf">Formulaire B</a></p>'
    assert html("[](GT-2024-999)") == "<p>GT-2024-999</p>"


BROKEN = [
    "GT-2024-999",
    "doc:2",
    "image:5",
    "doc:secret.pdf",
    "page:Nope",
    "javascript:x",
    "ici",
    "#nulle-part",
    "http:[",
    "",
]


@pytest.mark.parametrize("target", BROKEN)
def test_link_that_leads_nowhere_is_text_and_reported(target: str) -> None:
    rendered = render(f"[**a** b]({target})", links=Answers())
    assert rendered.html == "<p><strong>a</strong> b</p>"
    assert rendered.broken == (target,)


def test_broken_targets_are_reported_once_and_in_order() -> None:
    assert render("[a](doc:9) [b](doc:8) [c](doc:9)").broken == ("doc:9", "doc:8")


@pytest.mark.parametrize("href", ["/fr/guides/", "mailto:a@b.be", "tel:+3222041111"])
def test_addresses_of_the_site_mail_and_telephone_stay(href: str) -> None:
    assert html(f"[a]({href})") == f'<p><a href="{href}">a</a></p>'


def test_link_to_a_heading_of_the_text_follows_its_id() -> None:
    rendered = render("## B c\n\n[a](#b-c) [d](#one-b-c)", prefix="one")
    assert rendered.html.count('href="#one-b-c"') == 2
    assert rendered.broken == ()


def test_image_has_size_and_the_words_of_the_author_or_its_own() -> None:
    assert html("![cave](image:5) ![](image:5)") == (
        '<p><img alt="cave" decoding="async" height="400" loading="lazy" src="/media/images/cave.webp" width="600"> '
        '<img alt="Une cave humide" decoding="async" height="400" loading="lazy" src="/media/images/cave.webp" '
        'width="600"></p>'
    )


@pytest.mark.parametrize("source", ["image:6", "https://example.be/a.png", "/media/a.png", "data:image/png;base64,AA"])
def test_other_images_are_their_words(source: str) -> None:
    rendered = render(f"![une photo]({source})", links=Answers())
    assert (rendered.html, rendered.broken) == ("<p>une photo</p>", (source,))


TABLE = "|  | Loyer | Surface |\n|---|--:|:-:|\n| a | 600 | 40 |"


def test_table_scrolls_in_a_region_that_is_named_and_focusable() -> None:
    assert html(TABLE).startswith(
        '<div aria-label="Table 1: Loyer, Surface" class="table-scroll" role="region" tabindex="0"><table>'
    )


def test_table_heads_name_their_columns_and_an_empty_corner_is_a_cell() -> None:
    assert '<tr><td></td><th class="align-right" scope="col">Loyer</th>' in html(TABLE)
    assert '<td class="align-center">40</td>' in html(TABLE)


def test_regions_of_several_tables_have_different_names() -> None:
    assert "Table 2: a, b" in html("|a|b|\n|-|-|\n|1|2|\n\nc\n\n|a|b|\n|-|-|\n|1|2|")


def test_french_signs_do_not_begin_a_line() -> None:
    assert html("Quoi ? « Ceci » : oui ; 5 %. `a : b`") == (
        "<p>Quoi&nbsp;? «&nbsp;Ceci&nbsp;»&nbsp;: oui&nbsp;; 5&nbsp;%. <code>a : b</code></p>"
    )
