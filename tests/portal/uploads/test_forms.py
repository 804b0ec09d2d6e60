from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from accounts.models import User
from portal.models import PortalDocument, PortalImage
from tests.portal.uploads import made_files as made

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client: Client, settings: Any) -> Client:
    settings.WAGTAILDOCS_DOCUMENT_FORM_BASE = "portal.uploads.forms.DocumentForm"
    settings.WAGTAILIMAGES_IMAGE_FORM_BASE = "portal.uploads.forms.ImageForm"
    client.force_login(User.objects.create_superuser("root@example.org", "x", language="fr"))
    return client


def document(client: Client, name: str, content: bytes) -> list[str]:
    data = {"title": "Fiche", "file": SimpleUploadedFile(name, content), "kind": "form", "accessible": "unknown"}
    response = client.post(reverse("wagtaildocs:add"), {**data, "licence": "CC-BY-4.0"})
    return [] if response.status_code == 302 else response.context["form"].errors["file"]


def image(client: Client, name: str, content: bytes) -> list[str]:
    data = {"title": "Plan", "file": SimpleUploadedFile(name, content)}
    response = client.post(reverse("wagtailimages:add"), data)
    return [] if response.status_code == 302 else response.context["form"].errors["file"]


def test_document_that_is_not_what_it_says_is_refused_with_the_reason(admin: Client) -> None:
    assert "PDF" in document(admin, "fiche.pdf", b"<html></html>")[0]
    assert not PortalDocument.objects.exists()


def test_honest_document_is_kept_byte_for_byte(admin: Client) -> None:
    assert document(admin, "fiche.pdf", made.pdf()) == []
    with PortalDocument.objects.get().open_file() as file:
        assert file.read() == made.pdf()


def test_photo_is_kept_without_the_place_where_it_was_taken(admin: Client) -> None:
    assert image(admin, "photo.jpg", made.photo()) == []
    kept = PortalImage.objects.get()
    with kept.open_file() as file, Image.open(file) as picture:
        assert (dict(picture.getexif()), picture.size) == ({}, (20, 40))
    assert (kept.width, kept.height) == (20, 40)


def test_picture_with_too_many_pixels_is_refused(admin: Client) -> None:
    assert image(admin, "huge.png", made.huge_png())


def dropped(client: Client, kind: str, name: str, content: bytes) -> dict[str, Any]:
    """Send one of several files as the page for many files does, and return its answer."""
    data = {"files[]": SimpleUploadedFile(name, content), "title": name.rpartition(".")[0]}
    answer: dict[str, Any] = client.post(reverse(f"wagtail{kind}:add_multiple"), data).json()
    return answer


def test_document_dropped_among_others_is_sorted_by_its_name_and_shown_for_correction(admin: Client) -> None:
    answer = dropped(admin, "docs", "PV_panel-2_FR_v3.pdf", made.pdf())
    kept = PortalDocument.objects.get()
    assert (kept.title, kept.language, kept.kind) == ("PV panel 2", "fr", "report")
    assert (kept.licence, kept.accessible, kept.uploaded_by_user.email) == ("CC-BY-4.0", "unknown", "root@example.org")
    assert 'value="PV panel 2"' in answer["form"]
    assert '<option value="fr" selected>' in answer["form"]
    assert '<option value="report" selected>' in answer["form"]


def test_guess_can_be_corrected(admin: Client) -> None:
    dropped(admin, "docs", "verslag_nl.pdf", made.pdf())
    kept = PortalDocument.objects.get()
    facts = {"title": "Compte rendu", "language": "fr", "kind": "note", "licence": "CC0-1.0", "accessible": "yes"}
    data = {f"doc-{kept.pk}-{name}": value for name, value in facts.items()}
    assert admin.post(reverse("wagtaildocs:edit_multiple", args=(kept.pk,)), data).json()["success"]
    kept.refresh_from_db()
    assert {name: getattr(kept, name) for name in facts} == facts


def test_file_that_is_refused_says_why_and_the_others_are_taken(admin: Client) -> None:
    files = (("a_fr.pdf", made.pdf()), ("b_fr.pdf", b"<html></html>"), ("c_nl.pdf", made.pdf()))
    answers = [dropped(admin, "docs", *file) for file in files]
    assert [answer["success"] for answer in answers] == [True, False, True]
    assert "PDF" in answers[1]["error_message"]
    assert list(PortalDocument.objects.order_by("title").values_list("title", "language")) == [("A", "fr"), ("C", "nl")]


def test_pictures_dropped_at_once_have_titles_that_can_be_read(admin: Client) -> None:
    assert dropped(admin, "images", "salle-pleniere_v2.jpg", made.photo())["success"]
    assert not dropped(admin, "images", "salle.png", b"no picture")["success"]
    assert [image.title for image in PortalImage.objects.all()] == ["Salle-pleniere"]


def test_title_that_somebody_wrote_stays_and_one_that_nobody_wrote_can_be_read(admin: Client) -> None:
    facts = {"kind": "form", "licence": "CC-BY-4.0", "accessible": "unknown"}
    for title in ("fiche_A_v2", "Ma_fiche"):
        file = SimpleUploadedFile("fiche_A_v2.pdf", made.pdf())
        admin.post(reverse("wagtaildocs:add"), {"title": title, "file": file, **facts})
    found = PortalDocument.objects.order_by("pk").values_list("title", "language")
    assert list(found) == [("Fiche A", ""), ("Ma_fiche", "")]
