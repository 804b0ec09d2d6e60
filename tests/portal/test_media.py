"""Files of documents and images: what is known of them without writing."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from portal.models import PortalDocument, PortalImage, RecordFile
from tests.factories import make_draft, reload

pytestmark = pytest.mark.django_db


def a_document(content: bytes = b"five!") -> PortalDocument:
    return PortalDocument.objects.create(title="note", file=ContentFile(content, name="note.txt"))


def test_size_of_a_document_is_known_once_it_is_saved() -> None:
    assert PortalDocument.objects.get(pk=a_document().pk).file_size == 5


def test_size_of_an_image_is_known_once_it_is_saved() -> None:
    content = BytesIO()
    Image.new("RGB", (2, 2)).save(content, format="PNG")
    image = PortalImage.objects.create(title="plan", file=ContentFile(content.getvalue(), "plan.png"))
    assert PortalImage.objects.get(pk=image.pk).file_size == len(content.getvalue())


def test_page_that_shows_a_size_which_is_missing_writes_nothing(client: Client) -> None:
    document, draft = a_document(), make_draft()
    draft.files = [RecordFile(document=document)]
    draft.save_revision().publish()
    url = reload(draft).url_in("fr")
    client.get(url)
    PortalDocument.objects.update(file_size=None)

    with CaptureQueriesContext(connection) as queries:
        shown = client.get(url).content.decode()

    assert "TXT, 5" in shown
    assert [each["sql"] for each in queries if not each["sql"].lstrip("(").startswith("SELECT")] == []
    assert PortalDocument.objects.get().file_size is None


def test_document_without_its_file_has_no_size_and_can_be_saved() -> None:
    document = a_document()
    document.file.storage.delete(document.file.name)
    document = PortalDocument.objects.get(pk=document.pk)
    document.file_size = None
    document.title = "lost"
    document.save()
    assert (document.get_file_size(), PortalDocument.objects.get().title) == (None, "lost")
