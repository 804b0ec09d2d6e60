"""Nothing in a text runs: judged on the parsed document, with the sanitiser and with its input."""

from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

from portal.markdown import render
from portal.markdown.sanitise import SCHEMES, sanitise
from tests.portal.markdown.answers import Answers
from tests.portal.markdown.payloads import EVERYTHING, PAYLOADS

ELEMENTS = {
    *("h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "strong", "em", "code", "pre", "blockquote", "sup", "div"),
    *("ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td", "a", "img"),
}
ATTRIBUTES = {
    *("href", "title", "rel", "aria-label", "class", "id", "src", "alt", "width", "height", "loading", "decoding"),
    *("start", "scope", "role", "tabindex"),
}


class Document(HTMLParser):
    """Collects (element, attributes) of everything that opens."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.others: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_decl(self, decl: str) -> None:
        self.others.append(decl)

    def handle_comment(self, data: str) -> None:
        self.others.append(data)

    unknown_decl = handle_pi = handle_decl


def faults(html: str) -> Iterator[str]:
    document = Document(html)
    yield from document.others
    for tag, attributes in document.elements:
        if tag not in ELEMENTS:
            yield tag
        for name, value in attributes.items():
            if name not in ATTRIBUTES:
                yield f"{tag} {name}"
            elif name in ("href", "src"):
                scheme, colon, _rest = value.strip().lower().partition(":")
                if colon and "/" not in scheme and "#" not in scheme and scheme not in SCHEMES:
                    yield f"{tag} {name} {value}"
            elif name == "id" and not value.startswith("text-"):
                yield f"{tag} id {value}"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_payload_leaves_only_words(payload: str) -> None:
    assert list(faults(render(payload, links=Answers()).html)) == []


def test_payloads_together_leave_only_words() -> None:
    assert list(faults(render(EVERYTHING, links=Answers()).html)) == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_sanitiser_alone_stops_what_a_converter_would_let_through(payload: str) -> None:
    html = sanitise(payload.encode("utf-8", "replace").decode())
    assert [fault for fault in faults(html) if " id " not in fault] == []


def test_sanitiser_drops_forged_regions_and_classes() -> None:
    html = sanitise('<div role="dialog" tabindex="3" class="modal footnote">a</div><th scope="row" class="x">b</th>')
    assert html == '<div class="footnote">a</div>b'
