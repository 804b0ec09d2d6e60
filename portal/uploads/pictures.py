"""Pictures: of a size that can be unpacked, and without what the camera wrote into them."""

from __future__ import annotations

import struct
import warnings
from io import BytesIO
from typing import IO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

#: What Pillow calls the formats that are taken.
FORMATS = {"PNG": "PNG", "JPEG": "JPEG", "GIF": "GIF", "WebP": "WEBP", "AVIF": "AVIF"}
#: A JPEG with more pictures behind the first, each with its own place and date; only the first one is shown.
SEVERAL = "MPO"
#: Where Pillow puts what a camera or a program wrote about a picture; ``photoshop`` holds the IPTC fields.
METADATA = ("exif", "xmp", "comment", "photoshop")
#: What Pillow raises, by the place where the bytes go wrong.
DAMAGED = (OSError, EOFError, ValueError, SyntaxError, LookupError, TypeError, ArithmeticError, struct.error)


def check_picture(file: IO[bytes], name: str) -> None:
    """Raise ValidationError when a picture is none, is another kind, is damaged, or unpacks to too many pixels."""
    try:
        with warnings.catch_warnings():
            # The number of pixels is checked here, before anything is unpacked.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(file, formats=[FORMATS[name]]) as picture:
                _check_pixels(picture)
                _unpack(picture)
    except ValidationError:
        raise
    except Image.DecompressionBombError as error:
        raise ValidationError(_too_large()) from error
    except DAMAGED as error:
        raise ValidationError(_damaged()) from error


def _check_pixels(picture: Image.Image) -> None:
    width, height, frames = *picture.size, getattr(picture, "n_frames", 1)
    if width * height * frames > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise ValidationError(_too_large())


def _unpack(picture: Image.Image) -> None:
    """Read the pixels of every frame that is shown; the head alone does not tell whether the rest is there."""
    frames = 1 if picture.format == SEVERAL else getattr(picture, "n_frames", 1)
    for frame in range(frames):
        picture.seek(frame)
        picture.load()


def _too_large() -> str:
    millions = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000
    return _("This picture has more than %d million pixels: make it smaller.") % millions


def _damaged() -> str:
    return _("This picture is damaged: it cannot be opened.")


def without_metadata(file: IO[bytes]) -> bytes | None:
    """Return a photo upright and without place, date and camera, or None when it carries none of these.

    None too for a picture that cannot be unpacked, which ``check_picture`` refuses. Raises ValidationError for a moving
    picture with such traces: its frames would not survive being written again.
    """
    file.seek(0)
    try:
        with Image.open(file) as picture:
            picture.load()
            return _rewritten(picture) if _to_rewrite(picture) else None
    except ValidationError:
        raise
    except DAMAGED:
        return None
    finally:
        file.seek(0)


def _to_rewrite(picture: Image.Image) -> bool:
    if picture.format == SEVERAL:
        return True
    traces = {name for name in METADATA if name in picture.info} | ({"exif"} if picture.getexif() else set())
    if getattr(picture, "is_animated", False):
        # A comment in a GIF comes from a program, and never says where a photo was taken.
        if traces - {"comment"}:
            raise ValidationError(_("This moving picture says where or when it was made: save it without metadata."))
        return False
    return bool(traces) and picture.format in FORMATS.values()


def _rewritten(picture: Image.Image) -> bytes:
    form = "JPEG" if picture.format == SEVERAL else str(picture.format)
    upright = ImageOps.exif_transpose(picture)
    for key in METADATA:
        upright.info.pop(key, None)
    clean = BytesIO()
    kept = {"icc_profile": picture.info["icc_profile"]} if "icc_profile" in picture.info else {}
    quality = {"quality": 92} if form in ("JPEG", "WEBP", "AVIF") else {}
    try:
        upright.save(clean, format=form, exif=Image.Exif(), **kept, **quality)
    except DAMAGED as error:
        # Better none than one that tells where it was taken.
        raise ValidationError(_damaged()) from error
    return clean.getvalue()
