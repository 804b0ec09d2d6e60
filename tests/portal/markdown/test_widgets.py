from html.parser import HTMLParser

import pytest
from django.forms import modelform_factory

from guides.models import GuidePage
from portal.markdown.widgets import MarkdownTextarea


class Opened(HTMLParser):
    """Collects (element, attributes) of everything that opens."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture
def opened() -> Opened:
    return Opened(MarkdownTextarea().render("steps-0-text_nl", "<b>a", {"id": "id_text"}))


def test_text_area_is_inside_the_element_and_escaped() -> None:
    assert "&lt;b&gt;a</textarea>" in MarkdownTextarea().render("body_fr", "<b>a", {"id": "id_body_fr"})


def test_element_knows_the_language_of_its_field_and_what_may_be_linked(opened: Opened) -> None:
    (element,) = opened.all("markdown-editor")
    assert element["data-language"] == "nl"
    kinds = {"guides.guidepage", "practices.practicepage", "seminars.seminarpage", "seminars.panelpage"}
    assert set(element["data-records"].split(",")) == {*kinds, "seminars.workinggrouppage"}


def test_every_button_has_a_name_and_none_submits_the_form(opened: Opened) -> None:
    buttons = opened.all("button")
    assert len(buttons) == 13
    assert all(button["type"] == "button" and button["aria-label"] for button in buttons)


def test_toolbar_belongs_to_the_text_area(opened: Opened) -> None:
    toolbar = next(attributes for attributes in opened.all("div") if attributes.get("role") == "toolbar")
    assert toolbar["aria-controls"] == opened.all("textarea")[0]["id"] == "id_text"


def test_markup_has_no_inline_script_and_no_inline_style(opened: Opened) -> None:
    assert opened.all("script") == opened.all("style") == []
    names = {name for _tag, attributes in opened.elements for name in attributes}
    assert not {name for name in names if name.startswith("on") or name == "style"}


def test_model_forms_use_the_editor() -> None:
    form = modelform_factory(GuidePage, fields=["body_fr"])
    assert isinstance(form.base_fields["body_fr"].widget, MarkdownTextarea)
