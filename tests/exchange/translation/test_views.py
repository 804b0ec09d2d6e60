from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts import roles
from exchange.word.parts import DOCUMENT
from portal.setup import ensure_tree
from tests.exchange.translation.translators import table, translated, with_document
from tests.factories import make_guide, make_practice, member_of, reload, republish
from tests.portal.uploads.made_files import bomb, office

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    ensure_tree()
    roles.apply_roles()
    client.force_login(member_of(roles.COORDINATION.group))
    return client


def file_of(client: Client, page: Any, code: str = "nl") -> bytes:
    response = client.get(reverse("translation_file", args=[page.pk, code]))
    assert response["Content-Disposition"] == f'attachment; filename="{page.reference}-{code}.docx"'
    return response.content


def brought(client: Client, page: Any, content: bytes, name: str = "vertaling.docx") -> Any:
    return client.post(reverse("translation", args=[page.pk]), {"file": SimpleUploadedFile(name, content)})


def test_translation_is_shown_first_and_taken_over_by_a_second_click(editor: Client) -> None:
    page = make_practice(transfer_fr="À adapter")
    shown = brought(editor, page, translated(file_of(editor, page), transfer="Aan te passen"))
    assert "Aan te passen" in shown.content.decode()
    assert reload(page).get_latest_revision_as_object().transfer_nl == ""
    data = {"sheet": shown.context["sheet"], "take": ["transfer"]}
    response = editor.post(reverse("translation", args=[page.pk]), data)
    assert response.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    page = reload(page)
    assert (page.transfer_nl, page.get_latest_revision_as_object().transfer_nl) == ("", "Aan te passen")
    assert page.get_latest_revision().user is not None


def test_what_changed_between_the_two_clicks_is_shown_anew(editor: Client) -> None:
    page = make_practice(transfer_fr="À adapter")
    shown = brought(editor, page, translated(file_of(editor, page), transfer="Aan te passen"))
    republish(page, transfer_nl="Intussen geschreven")
    data = {"sheet": shown.context["sheet"], "take": ["transfer"]}
    response = editor.post(reverse("translation", args=[page.pk]), data)
    assert "Intussen geschreven" in response.content.decode()
    assert reload(page).get_latest_revision_as_object().transfer_nl == "Intussen geschreven"


def test_file_of_another_record_is_refused_with_both_names(editor: Client) -> None:
    one, other = make_practice(transfer_fr="À adapter"), make_practice()
    page = brought(editor, other, file_of(editor, one)).content.decode()
    assert one.reference in page
    assert other.reference in page


def test_comparison_that_was_tampered_with_is_refused(editor: Client) -> None:
    page = make_practice(transfer_fr="À adapter")
    shown = brought(editor, page, translated(file_of(editor, page), transfer="Aan te passen"))
    data = {"sheet": f"x{shown.context['sheet']}", "take": ["transfer"]}
    assert editor.post(reverse("translation", args=[page.pk]), data).status_code == 302
    assert reload(page).get_latest_revision_as_object().transfer_nl == ""


def unfolding(content: bytes) -> bytes:
    entity = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    with zipfile.ZipFile(BytesIO(content)) as archive:
        text = archive.read(DOCUMENT).decode()
    return with_document(content, text.replace("?>", f"?>{entity}", 1))


def test_hostile_and_broken_files_are_refused_with_a_reason(editor: Client) -> None:
    page = make_practice(transfer_fr="À adapter")
    whole = file_of(editor, page)
    hostile = {
        "entities.docx": unfolding(whole),
        "bomb.docx": bomb(),
        "macro.docx": office("docx", word__vbaProject_dot_bin=b"x"),
        "cut.docx": whole[: len(whole) // 2],
        "text.docx": b"Vertaling",
        "empty.docx": b"",
        "other.docx": office("docx"),
        "table.docm": whole,
        "long.docx": b"PK" + b"x" * (3 * 1024 * 1024),
    }
    for name, content in hostile.items():
        response = brought(editor, page, content, name)
        assert (name, response.status_code) == (name, 200)
        assert (name, "comparison" in response.context) == (name, False)
        assert (name, bool(response.context["form"].errors["file"])) == (name, True)


def test_several_records_come_as_one_archive_each_for_the_language_it_waits_for(editor: Client) -> None:
    practice = make_practice(transfer_fr="À adapter")
    guide = make_guide(body_nl="Een tekst")
    keys = "&".join(f"id={page.pk}" for page in (practice, guide))
    response = editor.get(f"{reverse('translation_files')}?{keys}")
    with zipfile.ZipFile(BytesIO(response.content)) as archive:
        assert set(archive.namelist()) == {f"{practice.reference}-nl.docx", f"{guide.reference}-fr.docx"}
        assert table(archive.read(f"{guide.reference}-fr.docx"))["body"][1:] == ["Een tekst", ""]


def test_list_of_what_waits_leads_to_the_files(editor: Client) -> None:
    page = republish(make_guide(), summary_fr="Un autre résumé.")
    shown = editor.get(reverse("editorial:waiting")).content.decode()
    assert f"{reverse('translation_files')}?id={page.pk}" in shown
    assert reverse("translation", args=[page.pk]) in shown
    assert (
        reverse("translation", args=[page.pk])
        in editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    )


@pytest.mark.parametrize("role", [roles.MEMBERS, roles.ADMINISTRATORS])
def test_who_may_not_edit_a_record_gets_none_of_its_texts(editor: Client, role: roles.Role) -> None:
    page = make_practice(transfer_fr="À adapter")
    client = Client()
    client.force_login(member_of(role.group))
    for url in (
        reverse("translation", args=[page.pk]),
        reverse("translation_file", args=[page.pk, "nl"]),
        f"{reverse('translation_files')}?id={page.pk}",
    ):
        assert client.get(url).status_code in (302, 403, 404)
