from __future__ import annotations

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from portal.uploads import without_metadata
from tests.portal.uploads import made_files as made


def test_photo_loses_place_and_camera_and_is_turned_upright() -> None:
    clean = without_metadata(BytesIO(made.photo()))
    assert clean is not None
    with Image.open(BytesIO(clean)) as picture:
        assert (dict(picture.getexif()), picture.size, picture.format) == ({}, (20, 40), "JPEG")
    assert b"Jan" not in clean


def test_picture_without_metadata_is_left_as_it_is() -> None:
    assert without_metadata(BytesIO(made.picture())) is None


def test_first_of_several_photos_in_one_file_is_kept_without_place_and_camera() -> None:
    with Image.open(BytesIO(made.several_photos())) as original:
        assert original.format == "MPO"
    clean = without_metadata(BytesIO(made.several_photos()))
    assert clean is not None
    with Image.open(BytesIO(clean)) as picture:
        assert (dict(picture.getexif()), picture.size, picture.format) == ({}, (20, 40), "JPEG")
    assert b"Jan" not in clean


def test_photo_loses_its_caption() -> None:
    clean = without_metadata(BytesIO(made.captioned_jpeg()))
    assert clean is not None
    assert b"Namur" not in clean


def test_moving_picture_with_place_and_camera_is_refused() -> None:
    with pytest.raises(ValidationError):
        without_metadata(BytesIO(made.moving("WEBP", exif=made.place())))


@pytest.mark.parametrize("form", ["GIF", "WEBP"])
def test_moving_picture_without_metadata_is_left_as_it_is(form: str) -> None:
    assert without_metadata(BytesIO(made.moving(form))) is None


@pytest.mark.parametrize("content", [made.half("JPEG"), made.half("PNG"), b"no picture"], ids=["jpeg", "png", "none"])
def test_damaged_picture_is_left_to_the_check_that_refuses_it(content: bytes) -> None:
    assert without_metadata(BytesIO(content)) is None
