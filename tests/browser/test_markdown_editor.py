"""The editor in the real admin: a person types, presses, pastes, chooses and looks."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from guides.models import GuidePage
from portal.models import PortalDocument, PortalImage
from tests.browser.conftest import PATIENCE
from tests.conftest import ROOT
from tests.factories import make_draft, make_guide

pytestmark = [
    pytest.mark.browser,
    pytest.mark.soak,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    # Wagtail leaves the temporary file of a new rendition to the garbage collector.
    pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning"),
]

CLIPPINGS = ROOT / "tests" / "portal" / "markdown" / "clippings"
PASTE = """(area, html) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/html", html);
  clipboardData.setData("text/plain", "-");
  area.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""

# The public page as the server sends it, before its own script adds buttons to the headings.
SERVED = """async (url) => {
  const html = await (await fetch(url)).text();
  return new DOMParser().parseFromString(html, "text/html").querySelector("#explanation .prose").innerHTML;
}"""


@pytest.fixture
def guide() -> GuidePage:
    return make_draft()


@pytest.fixture
def desk(browser: Browser, live_server: LiveServer, guide: GuidePage) -> Iterator[Page]:
    """The edit form of a guide, opened by an administrator; leaves no violation and no request to another site."""
    client = Client()
    client.force_login(User.objects.create_superuser("chief@example.org"))
    cookies = [{"name": name, "value": morsel.value, "url": live_server.url} for name, morsel in client.cookies.items()]
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_cookies(cookies)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if "Content Security" in message.text else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: None if _own(request.url, live_server) else faults.append(request.url))
    page.goto(f"{live_server.url}/admin/pages/{guide.pk}/edit/")
    yield page
    context.close()
    assert faults == []


def _own(url: str, live_server: LiveServer) -> bool:
    return url.startswith((live_server.url, "data:", "blob:", "about:"))


def editor(page: Page, name: str = "body_fr") -> Locator:
    found = page.locator(f"markdown-editor:has([name={name}])")
    # Fields of another tab or a closed panel are shown as an author would.
    page.evaluate(
        """(name) => {
          const area = document.querySelector(`[name=${name}]`);
          const tab = area.closest("[role=tabpanel]");
          if (tab) document.querySelector(`[role=tab][href="#${tab.id}"]`).click();
          const closed = area.closest("[data-panel]")?.querySelector("[data-panel-toggle][aria-expanded=false]");
          closed?.click();
        }""",
        name,
    )
    expect(found.get_by_role("toolbar")).to_be_visible()
    return found


def press(place: Locator, command: str) -> None:
    place.locator(f"[data-command={command}]").click()


def test_typing_and_the_toolbar_write_markdown_and_undo_takes_it_back(desk: Page) -> None:
    place = editor(desk)
    area = place.locator("textarea")
    area.click()
    desk.keyboard.type("urgent")
    area.select_text()
    press(place, "bold")
    expect(area).to_have_value("**urgent**")
    press(place, "italic")
    expect(area).to_have_value("***urgent***")
    press(place, "bold")
    expect(area).to_have_value("*urgent*")
    press(place, "italic")
    press(place, "heading2")
    expect(area).to_have_value("## urgent")
    press(place, "heading3")
    expect(area).to_have_value("### urgent")
    for _step in range(6):
        area.press("Control+z")
    expect(area).to_have_value("urgent")


def test_lines_become_a_list_and_are_lines_again(desk: Page) -> None:
    place = editor(desk)
    area = place.locator("textarea")
    area.fill("a\nb")
    for command, expected in (("bullets", "- a\n- b"), ("numbers", "1. a\n2. b"), ("quote", "> a\n> b")):
        area.select_text()
        press(place, command)
        expect(area).to_have_value(expected)
        area.select_text()
        press(place, command)
        expect(area).to_have_value("a\nb")


def test_table_stands_apart_from_its_paragraphs(desk: Page) -> None:
    place = editor(desk)
    area = place.locator("textarea")
    area.fill("ab")
    area.press("Home")
    area.press("ArrowRight")
    press(place, "table")
    before, *rows, after = area.input_value().split("\n")
    assert (before, rows[0], rows[2], rows[-1], after) == ("a", "", "| --- | --- |", "", "b")


def test_enter_goes_on_with_a_list_and_ends_it(desk: Page) -> None:
    area = editor(desk).locator("textarea")
    area.click()
    desk.keyboard.type("1. a\nb\n\nc")
    expect(area).to_have_value("1. a\n2. b\nc")


def test_shortcuts_do_what_the_buttons_do_and_tab_leaves(desk: Page) -> None:
    area = editor(desk).locator("textarea")
    area.fill("a")
    area.select_text()
    area.press("Control+b")
    expect(area).to_have_value("**a**")
    area.press("Control+Shift+Digit8")
    expect(area).to_have_value("- **a**")
    area.press("Tab")
    expect(area).not_to_be_focused()
    expect(area).to_have_value("- **a**")


def test_toolbar_is_one_stop_and_the_arrows_walk_in_it(desk: Page) -> None:
    place = editor(desk)
    expect(place.locator("button[tabindex='0']")).to_have_count(1)
    place.locator("[data-command=bold]").focus()
    desk.keyboard.press("ArrowRight")
    expect(place.locator("[data-command=italic]")).to_be_focused()
    desk.keyboard.press("End")
    expect(place.locator("[data-command=preview]")).to_be_focused()


def test_editor_has_no_accessibility_faults(desk: Page) -> None:
    place = editor(desk)
    place.locator("textarea").fill("**a**")
    press(place, "preview")
    expect(place.frame_locator("iframe").locator("strong")).to_be_visible()
    found = Axe().run(desk, context="markdown-editor:has([name=body_fr])")
    assert found.violations_count == 0, found.generate_report()


def test_word_is_pasted_as_markdown_and_its_images_are_told(desk: Page) -> None:
    place = editor(desk)
    area = place.locator("textarea")
    area.click()
    area.evaluate(PASTE, (CLIPPINGS / "word.html").read_text())
    assert area.input_value().strip() == (CLIPPINGS / "word.md").read_text().strip()
    expect(place.get_by_role("status")).to_contain_text("1")
    area.press("Control+z")
    expect(area).to_have_value("")


def test_preview_is_what_readers_get(desk: Page, live_server: LiveServer) -> None:
    target = make_guide()
    text = (CLIPPINGS / "web.md").read_text() + f"\n\n[un guide]({target.reference}) et [rien](GT-1999-001)"
    place = editor(desk)
    place.locator("textarea").fill(text)
    press(place, "preview")
    expect(place.get_by_role("status")).to_contain_text("GT-1999-001")
    shown = place.frame_locator("iframe").locator(".prose").inner_html()
    public = make_guide(body_fr=text)
    page = f"{live_server.url}{public.url_in('fr')}"
    assert desk.evaluate(SERVED, page) == shown.replace('id="preview-', 'id="text-')


def test_preview_follows_the_text_and_says_why_it_is_refused(desk: Page) -> None:
    place = editor(desk)
    area = place.locator("textarea")
    press(place, "preview")
    area.fill("**a**")
    expect(place.frame_locator("iframe").locator("strong")).to_have_text("a")
    area.fill(">" * 100)
    expect(place.get_by_role("status").locator("li")).to_have_count(1)
    area.fill("b")
    expect(place.get_by_role("status").locator("li")).to_have_count(0)


def test_row_that_is_added_later_has_an_editor(desk: Page) -> None:
    editor(desk, "steps-0-text_fr")
    desk.locator("#id_steps-ADD").click()
    place = editor(desk, "steps-1-text_nl")
    place.locator("textarea").fill("a")
    place.locator("textarea").select_text()
    press(place, "italic")
    expect(place.locator("textarea")).to_have_value("*a*")


def test_record_is_linked_by_its_reference(desk: Page) -> None:
    target = make_guide(heading_fr="Visiter un logement")
    place = editor(desk)
    area = place.locator("textarea")
    area.fill("Voir ")
    press(place, "record")
    modal = desk.locator(".modal-body")
    modal.locator("#id_q").fill("Visiter")
    modal.locator("a.choose-page", has_text="Visiter un logement").click()
    expect(area).to_have_value(f"Voir [Visiter un logement]({target.reference})")
    expect(area).to_be_focused()


def test_website_is_linked_with_the_selected_words(desk: Page) -> None:
    place = editor(desk)
    area = place.locator("textarea")
    area.fill("le portail")
    area.select_text()
    area.press("Control+k")
    modal = desk.locator(".modal-body")
    expect(modal.get_by_role("textbox").nth(1)).to_have_value("le portail")
    modal.get_by_role("textbox").first.fill("https://example.be/a")
    modal.locator("[type=submit]").click()
    expect(area).to_have_value("[le portail](https://example.be/a)")


def test_document_and_image_are_linked_by_their_numbers(desk: Page) -> None:
    content = BytesIO()
    Image.new("RGB", (40, 20)).save(content, "PNG")
    image = PortalImage.objects.create(
        title="Cave", file=ContentFile(content.getvalue(), name="cave.png"), alt_fr="Une cave humide"
    )
    document = PortalDocument.objects.create(title="Formulaire B", file=ContentFile(b"%PDF", name="b.pdf"))
    place = editor(desk)
    area = place.locator("textarea")
    press(place, "document")
    desk.locator(".modal-body").get_by_text("Formulaire B").click()
    expect(area).to_have_value(f"[Formulaire B](doc:{document.pk})")
    area.press("End")
    press(place, "image")
    desk.locator(".modal-body [data-chooser-modal-choice]").first.click()
    expect(area).to_have_value(f"[Formulaire B](doc:{document.pk})![Une cave humide](image:{image.pk})")
