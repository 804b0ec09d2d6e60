"""What is pasted becomes clean Markdown, in a page that has nothing but the text area and the converter."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.conftest import ROOT

pytestmark = pytest.mark.browser

STATIC = ROOT / "portal" / "static" / "portal"
CLIPPINGS = ROOT / "tests" / "portal" / "markdown" / "clippings"
DOCUMENT = """<!doctype html><title>a</title><textarea></textarea>
<script src="/vendor/turndown-7.2.5/turndown.js"></script>
<script type="module">
  import { fromClipboard } from "/editor/clipboard.js";
  window.fromClipboard = fromClipboard;
</script>"""
PASTE = """([html, text]) => {
  const clipboard = new DataTransfer();
  if (html) clipboard.setData("text/html", html);
  clipboard.setData("text/plain", text);
  return window.fromClipboard(clipboard, { value: "", start: 0, end: 0 });
}"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix("http://editor.test/")
        if path:
            route.fulfill(path=STATIC / path)
        else:
            route.fulfill(body=DOCUMENT, content_type="text/html")

    page.route("http://editor.test/**", answer)
    page.goto("http://editor.test/")
    page.wait_for_function("typeof window.fromClipboard === 'function'")
    yield page
    page.close()


def pasted(page: Page, html: str, text: str = "") -> tuple[str, int] | None:
    answer = page.evaluate(PASTE, [html, text])
    return (answer["change"]["text"].strip(), answer["images"]) if answer else None


@pytest.mark.parametrize(("name", "images"), [("word", 1), ("web", 1), ("excel", 0)])
def test_clipping_becomes_clean_markdown(page: Page, name: str, images: int) -> None:
    html = (CLIPPINGS / f"{name}.html").read_text()
    assert pasted(page, html) == ((CLIPPINGS / f"{name}.md").read_text().strip(), images)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("An\tVisites\r\n2024\t1|2\r\n", "| An | Visites |\n| --- | --- |\n| 2024 | 1\\|2 |"),
        ("An\tVisites", None),
        ("a\tb\nc", None),
        ("a\nb", None),
    ],
)
def test_cells_between_tabs_are_a_table(page: Page, text: str, expected: str | None) -> None:
    assert pasted(page, "", text) == (expected and (expected, 0))


@pytest.mark.parametrize(
    "html",
    ["", "<meta charset=utf-8><span style='color:red'>**gras**</span>", "<div><div>## a</div><br><div>- b</div></div>"],
)
def test_html_that_says_no_more_than_its_text_is_left_to_the_browser(page: Page, html: str) -> None:
    assert pasted(page, html, "texte") is None


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "<b style='font-weight:normal'><p>a <span style='font-weight:700'>b</span></p></b>",
            "a **b**",
        ),
        ("<p>a <a href='file:///C:/x.doc'>b</a> <a href='mailto:a@b.be'>c</a></p>", "a b [c](mailto:a@b.be)"),
        ("<h1>a</h1><h2>b</h2>", "## a\n\n### b"),
        ("<p>1. a</p><p># b</p><p>- c</p><p>x = y</p><p>= z</p>", "1\\. a\n\n\\# b\n\n\\- c\n\nx = y\n\n= z"),
        ("<p>art. 5 <sup>bis</sup> et <s>ancien</s> H<sub>2</sub>O</p>", "art. 5 bis et ancien H₂O"),
        ("<p>a<sup><a href='#n1'>1</a></sup> 20 m<sup>2</sup> 1<sup>er</sup></p>", "a¹ 20 m² 1er"),
        ("<p>a<img src='http://x.be/a.png'></p>", "a"),
        ("<table><tr><td>a</td></tr><tr><td>b</td></tr></table><p>c</p>", "a\n\nb\n\nc"),
        (
            "<table><tr><td>a</td><td><table><tr><td>b</td><td>c</td></tr></table></td></tr></table>",
            "| a | b c |\n| --- | --- |",
        ),
        ("<p>a<u></u><b> </b>b</p>", "a b"),
    ],
)
def test_html_becomes(page: Page, html: str, expected: str) -> None:
    result = pasted(page, html)
    assert result is not None
    assert result[0] == expected


def test_nothing_that_is_pasted_runs_or_is_fetched(page: Page) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    pasted(
        page,
        "<p>a</p><img src=http://evil.example/x onerror='window.ran=1'><script>window.ran=1</script>"
        "<svg onload='window.ran=1'>",
    )
    page.wait_for_timeout(100)
    assert page.evaluate("window.ran") is None
    assert requests == []
