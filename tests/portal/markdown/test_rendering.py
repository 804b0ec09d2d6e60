import pytest
from django.core.cache import caches
from django.utils import translation
from django.utils.safestring import SafeString

from portal.markdown import Link, Rendered, render
from tests.portal.markdown.answers import Answers


def test_rendered_text_is_plain_and_in_order() -> None:
    text = "## Titre : un\n\nVoir [le **guide**](GT-2024-001)[^1].\n\n- a\n- b\n\n"
    text += "| c | d |\n|---|---|\n| e | <f> |\n\n[^1]: g"
    assert render(text, links=Answers()).text == "Titre : un\nVoir le guide1.\na\nb\nc\nd\ne\n<f>\ng"


def test_empty_text_renders_to_nothing() -> None:
    assert render("") == Rendered(html=SafeString(""))


def test_refused_text_is_shown_as_typed() -> None:
    text = ">" * 50 + " <b>a</b>\n\nb"
    rendered = render(text)
    assert rendered.html == f"<p>{'&gt;' * 50} &lt;b&gt;a&lt;/b&gt;</p>\n\n<p>b</p>"
    assert rendered.text == text


@pytest.mark.parametrize(
    "text", ["\ud800", "\x00", "\x02wzxhzdk:0\x03", "[^1]", "[^1]:", "|\n|-", "```", "#", ": ", "\t"]
)
def test_rendering_never_fails(text: str) -> None:
    assert isinstance(render(text).html, SafeString)


def test_text_is_rendered_once() -> None:
    cache = caches["renderings"]
    cache.clear()
    first = render("*a*", links=Answers())
    keys = set(cache._cache)  # type: ignore[attr-defined]
    assert render("*a*", links=Answers()) == first
    assert set(cache._cache) == keys  # type: ignore[attr-defined]
    assert len(keys) == 1


class Withdrawn(Answers):
    def link(self, target: str) -> Link | None:
        return None


def test_text_is_rendered_again_for_a_reader_to_whom_its_links_lead_elsewhere() -> None:
    text = "[a](GT-2024-001)"
    assert "<a" in render(text, links=Answers()).html
    assert render(text, links=Withdrawn()).html == "<p>a</p>"


def test_labels_are_in_the_language_of_the_page() -> None:
    with translation.override("nl"):
        dutch = render("a[^1]\n\n[^1]: b").html
    with translation.override("en"):
        assert 'aria-label="Back to the text of footnote 1"' in render("a[^1]\n\n[^1]: b").html
    assert "footnote-backref" in dutch


def test_prefix_is_part_of_what_is_kept() -> None:
    assert render("## a", prefix="x").headings != render("## a", prefix="y").headings
