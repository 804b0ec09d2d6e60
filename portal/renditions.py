"""The file of a picture as pages show it."""

from __future__ import annotations

from typing import Any

from wagtail.images.models import SourceImageIOError

# Wide enough for the text column on a dense screen.
RENDITION = "max-1200x1600|format-webp"


def rendition_of(image: Any) -> Any:
    """Return the file of an image, made when nobody has seen it yet; None when its source is gone or damaged."""
    try:
        return image.get_rendition(RENDITION)
    except (SourceImageIOError, OSError):
        return None
