"""Several files are brought at once, and become rows of a record at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from portal.models import PortalDocument
from tests.browser.desk import opened, shown
from tests.factories import make_document, make_practice_draft, reload
from tests.portal.uploads import made_files as made

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning"),
]


def test_several_files_are_sorted_by_their_names_and_a_refused_one_says_why(
    browser: Browser, live_server: LiveServer, tmp_path: Path
) -> None:
    contents = {"PV_panel-2_FR_v3.pdf": made.pdf(), "verslag_nl.pdf": made.pdf(), "faux_fr.pdf": b"<html></html>"}
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    with opened(browser, live_server, "/admin/documents/multiple/add/") as page:
        page.locator("#fileupload").set_input_files([tmp_path / name for name in contents])
        first = page.locator("#upload-list > li").nth(0)
        expect(first.locator("input[name$=-title]")).to_have_value("PV panel 2")
        expect(first.locator("select[name$=-language]")).to_have_value("fr")
        expect(first.locator("select[name$=-kind]")).to_have_value("report")
        second = page.locator("#upload-list > li").nth(1)
        expect(second.locator("select[name$=-language]")).to_have_value("nl")
        refused = page.locator("#upload-list > li").nth(2)
        expect(refused.locator(".error_messages")).to_contain_text("PDF")
        second.locator("input[name$=-title]").fill("Verslag van panel 2")
        second.locator("button[type=submit]").click()
        expect(page.locator("#upload-list > li")).to_have_count(2)
    found = PortalDocument.objects.order_by("title").values_list("title", "language", "kind")
    assert list(found) == [("PV panel 2", "fr", "report"), ("Verslag van panel 2", "nl", "report")]


def test_documents_that_are_ticked_in_the_chooser_become_rows(browser: Browser, live_server: LiveServer) -> None:
    documents = [make_document(f"fiche-{number}") for number in range(3)]
    record = make_practice_draft()
    with opened(browser, live_server, f"/admin/pages/{record.pk}/edit/") as page:
        shown(page, "files-TOTAL_FORMS")
        page.locator("#id_files-OPEN_MODAL").click()
        for document in documents[:2]:
            page.locator(f".modal-body input[type=checkbox][value='{document.pk}']").check()
        page.locator(".modal-body [data-multiple-choice-submit]").click()
        expect(page.locator("[name^=files-][name$=-document]")).to_have_count(2)
        page.locator("[name=files-1-label_nl]").fill("Fiche")
        page.locator("button.action-save").first.click()
        page.wait_for_load_state()
        expect(page.locator(".messages .success")).to_be_visible()
    rows = reload(record).get_latest_revision_as_object().files.all()
    assert {row.document_id for row in rows} == {document.pk for document in documents[:2]}
    assert [row.label_nl for row in rows] == ["", "Fiche"]
