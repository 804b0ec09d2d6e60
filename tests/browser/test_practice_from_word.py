"""A good practice from a Word file to the reader, as an author, the coordination cell and anybody live it."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from django.core import mail
from django.urls import reverse
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts import roles
from exchange.word.kinds import PRACTICE
from exchange.word.parts import DOCUMENT
from mail.send import send_waiting
from portal.setup import ensure_tree
from practices.models import PracticeIndexPage, PracticePage
from tests.browser.authors import act, choose, choose_page, chooser, fill, person, publish, reading, shoot, signed_in
from tests.browser.desk import shown
from tests.exchange.word.made_files import p
from tests.factories import make_organisation, make_practice, make_target_group, make_theme
from tests.factories.organisations import make_municipality

pytestmark = [
    pytest.mark.browser,
    pytest.mark.soak,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning"),
]

FRENCH = {
    "title": "Visiter à deux",
    "summary": "Une visite commune, un seul rapport.",
    "problem": "Deux services visitent l’un après l’autre.",
    "how_it_works": "Les deux services fixent une date commune.",
}
DUTCH = {
    "title": "Samen op huisbezoek",
    "summary": "Eén gezamenlijk bezoek, één verslag.",
    "problem": "Twee diensten komen na elkaar langs.",
    "how_it_works": "De twee diensten kiezen samen een datum.",
}
QUESTION = "Hoe vaak per jaar?"
FACTS = {"nature": "procedure", "state": "running", "original_language": "fr", "started_on": "2024-03-17"}
VERIFIED = {
    **{"contact_mailbox": "logement@example.org", "verified_on": "2026-09-01"},
    **{"law_as_at": "2026-08-01", "next_review": "2027-09-01"},
}


@pytest.fixture
def field(live_server: LiveServer) -> None:
    """Give the portal what a first practice needs, and another practice that a filter has to leave out."""
    ensure_tree()
    roles.apply_roles()
    make_theme("damp", fr="Humidité", nl="Vocht")
    make_organisation("dirl", name_fr="Inspection du logement", name_nl="Woninginspectie")
    make_target_group("occupants")
    make_municipality("21004")
    make_practice(heading_fr="Autre chose", heading_nl="Iets anders")


def filled_in(template: Path, texts: dict[str, str], language: str) -> bytes:
    """Return the template as somebody gives it back: some guidance written over, and a heading of their own."""
    source, made = zipfile.ZipFile(template), BytesIO()
    with source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            content = source.read(name).decode()
            target.writestr(name, _written(content, texts, language) if name == DOCUMENT else content)
    return made.getvalue()


def _written(content: str, texts: dict[str, str], language: str) -> str:
    guidance = {"title": PRACTICE.title, **PRACTICE.guidance}
    for key, text in texts.items():
        assert escape(guidance[key][language]) in content
        content = content.replace(escape(guidance[key][language]), escape(text))
    return content.replace("</w:body>", f"{p('Anecdotes', 'Heading1')}{p('À relire.')}</w:body>")


def bring(page: Page, language: str, texts: dict[str, str], target: str = "") -> None:
    """Download the template from the form, fill it in, bring it back and wait for its report."""
    with page.expect_download() as download:
        page.locator(f"main a[href*='{language}'][hreflang]").click()
    content = filled_in(download.value.path(), texts, language)
    if target:
        choose_page(page, "target", target)
    page.locator(f"[name=language][value={language}]").check()
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    page.locator("[name=file]").set_input_files({"name": "practice.docx", "mimeType": word, "buffer": content})
    page.locator("main form button[type=submit]").click()
    expect(page.locator(".nice-padding > .help-info")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Anecdotes")


def tick(box: Locator) -> None:
    """Tick a box by the keyboard: what lies around it may still be moving."""
    box.press("Space")
    expect(box).to_be_checked()


def complete(page: Page) -> None:
    """Give what no Word file holds."""
    fill(page, **FACTS)
    tick(shown(page, "target_groups").first)
    page.locator("#id_themed_items-ADD").click()
    choose(page, chooser(page, "themed_items-0-tag"), "vocht", "Humidité")
    page.locator("#id_steps-ADD").click()
    fill(page, steps__0__heading_fr="Fixer la date", steps__0__heading_nl="De datum kiezen")
    choose(page, chooser(page, "organisation"), "woning", "Inspection du logement")
    choose(page, chooser(page, "verified_by"), "woning", "Inspection du logement")
    fill(page, **VERIFIED)
    tick(shown(page, "municipalities").first)


def comment(page: Page, name: str, text: str) -> None:
    """Say something about a field, in its margin."""
    field = shown(page, name).locator(
        "xpath=ancestor::*[@data-field-wrapper or contains(@class, 'w-field__wrapper')][1]"
    )
    field.hover()
    field.locator("[data-comment-add]").click()
    page.locator(".comment__input textarea, .comment--mode-creating textarea").first.fill(text)
    page.locator(".comment__button--primary, .comment--mode-creating button[type=submit]").first.click()


def answer(page: Page, text: str) -> None:
    """Take a decision in the modal that asks for a word about it."""
    modal = page.locator(".modal")
    modal.locator("textarea").fill(text)
    modal.locator("[type=submit]").click()
    expect(page.locator(".messages .success")).to_be_visible()


def write_from_word(page: Page, address: str) -> None:
    for language, texts, target in (("fr", FRENCH, ""), ("nl", DUTCH, FRENCH["title"])):
        page.goto(address)
        shoot(page, "word-form-fr")
        bring(page, language, texts, target)
    shoot(page, "word-report-fr")
    page.locator("main a.button").click()
    expect(page.locator("[name=heading_fr]")).to_have_value(FRENCH["title"])
    expect(page.locator("[name=heading_nl]")).to_have_value(DUTCH["title"])
    complete(page)
    shoot(page, "practice-form-fr")
    submit(page)


def submit(page: Page) -> None:
    act(page, "action-submit")
    expect(page.locator(".messages .success")).to_be_visible()


def ask_for_changes(page: Page) -> None:
    page.locator("main a[href*='/edit/']", has_text=DUTCH["title"]).first.click()
    page.wait_for_url("**/edit/")
    comment(page, "problem_fr", QUESTION)
    shoot(page, "practice-comment-nl")
    act(page, "reject")
    page.locator(".modal textarea").wait_for()
    shoot(page, "workflow-changes-nl")
    answer(page, "Graag een cijfer.")


def find(page: Page, site: str, language: str, heading: str, word: str) -> None:
    """Find the practice in its list by theme and by municipality, and by a word, as any reader does."""
    page.goto(f"{site}{PracticeIndexPage.objects.get().url_in(language)}")
    page.locator("details:has(form.filters) > summary").click()
    page.locator("[name=theme][value=damp]").check()
    page.locator("form.filters button").click()
    expect(page.locator("main .entry h2, main .entry h3")).to_have_text([heading])
    page.locator(".chips a").first.click()
    page.locator("details:has(form.filters) > summary").click()
    page.locator("details.fold", has=page.locator("[name=municipalities]")).locator("summary").click()
    page.locator("[name=municipalities][value='21004']").check()
    page.locator("form.filters button").click()
    expect(page.locator("main .entry h2, main .entry h3")).to_have_text([heading])
    page.goto(f"{site}/{language}/")
    page.locator("main [name=q], [name=q]").first.fill(word)
    page.locator("main [name=q], [name=q]").first.press("Enter")
    page.locator(".entry a", has_text=heading).first.click()
    expect(page.locator("h1")).to_have_text(heading)


def test_practice_of_a_word_file_is_discussed_published_and_found(
    browser: Browser, live_server: LiveServer, field: None
) -> None:
    site = live_server.url
    author = person("anne@example.org", roles.EDITORS, "fr")
    cell = person("jan@example.org", roles.COORDINATION, "nl")
    with signed_in(browser, live_server, author) as page:
        write_from_word(page, f"{site}{reverse('word_practice')}")
    practice = PracticePage.objects.get(live=False)
    edit = f"{site}{reverse('wagtailadmin_pages:edit', args=[practice.pk])}"
    with signed_in(browser, live_server, cell) as page:
        shoot(page, "worklist-nl")
        ask_for_changes(page)
    with signed_in(browser, live_server, author) as page:
        shoot(page, "worklist-fr")
        page.goto(edit)
        expect(page.locator("#comments")).to_contain_text(QUESTION)
        send_waiting()
        assert any("Graag een cijfer." in message.body for message in mail.outbox)
        shoot(page, "practice-asked-fr")
        fill(page, problem_fr="Deux services visitent l’un après l’autre, cent fois par an.")
        submit(page)
    with signed_in(browser, live_server, cell) as page:
        page.goto(edit)
        act(page, "approve")
        expect(page.locator(".messages .success")).to_be_visible()
        page.goto(edit)
        fill(page, summary_nl="Eén gezamenlijk bezoek en één verslag.")
        publish(page)
        expect(page.locator(".messages .success")).to_be_visible()
    practice.refresh_from_db()
    with reading(browser) as page:
        find(page, site, "fr", FRENCH["title"], "commune")
        expect(page.locator("main")).to_contain_text("cent fois par an")
        expect(page.locator(".notice").first).to_contain_text("néerlandaise")
        find(page, site, "nl", DUTCH["title"], "gezamenlijk")
        expect(page.locator("main")).to_contain_text("Eén gezamenlijk bezoek en één verslag.")
        expect(page.locator(".notice", has_text="Franse")).to_have_count(0)
