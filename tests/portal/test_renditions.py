"""Pictures are made when an image is saved, not while somebody waits for a page."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django_tasks_db.models import DBTaskResult
from PIL import Image

from portal import renditions
from portal.models import PortalImage, PortalRendition
from tests.factories import make_guide, make_practice, republish

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves the temporary file of a new rendition to the garbage collector.
    pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning"),
]


def an_image(width: int = 2400, height: int = 900) -> PortalImage:
    content = BytesIO()
    Image.new("RGB", (width, height)).save(content, "PNG")
    file = ContentFile(content.getvalue(), name="cave.png")
    return PortalImage.objects.create(title="cave", file=file, rights_confirmed=True, alt_fr="Cave", alt_nl="Kelder")


@pytest.fixture
def worker(settings: Any) -> None:
    """Leave tasks to a worker, as a site does."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def test_a_saved_image_has_its_picture_in_a_modern_format() -> None:
    picture = renditions.rendition_of(an_image())
    assert (picture.width, picture.height) == (1200, 450)
    assert picture.url.endswith(".webp")


def test_the_picture_is_a_task_for_the_worker(worker: None) -> None:
    image = an_image()
    assert renditions.rendition_of(image) is None
    (waiting,) = DBTaskResult.objects.filter(task_path="portal.renditions.make_later")
    assert waiting.args_kwargs["args"] == [image.pk]
    renditions.make_later.func(image.pk)
    assert renditions.rendition_of(image) is not None


def test_pages_make_no_pictures_and_show_those_that_there_are(client: Client, worker: None) -> None:
    image = an_image()
    practice = republish(make_practice(), image=image)
    guide = republish(make_guide(), body_fr=f"![Cave](image:{image.pk})")
    pages = [practice.url_in("fr"), guide.url_in("fr")]
    assert ["<img" in client.get(url).content.decode() for url in pages] == [False, False]
    assert not PortalRendition.objects.exists()
    assert renditions.make_missing() == "1 pictures"
    for url in pages:
        (shown,) = re.findall("<img [^>]*>", client.get(url).content.decode())
        assert {'width="1200"', 'height="450"'} <= set(shown.rstrip(">").split())


def test_the_schedule_makes_what_is_missing_once_and_leaves_what_cannot_be_made(worker: None) -> None:
    an_image()
    lost = an_image()
    lost.file.storage.delete(lost.file.name)
    assert renditions.make_missing() == "1 pictures"
    assert renditions.make_missing() == ""
    assert renditions.rendition_of(lost) is None


def test_an_image_deleted_meanwhile_is_no_fault(worker: None) -> None:
    renditions.make_later.func(0)
