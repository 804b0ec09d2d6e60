"""The file of a picture as pages show it: made by the worker, never while a reader waits for a page.

A page shows a picture once its file is there; the row that says so begins another edition of the site. An image whose
file nobody made, because a worker died or its source was away, is looked at again by the schedule.
"""

from __future__ import annotations

from typing import Any

from django_tasks import task
from wagtail.images import get_image_model
from wagtail.images.models import Filter, SourceImageIOError

# Wide enough for the text column on a dense screen.
RENDITION = "max-1200x1600|format-webp"


def rendition_of(image: Any) -> Any:
    """Return the file of an image, None as long as none is made."""
    wanted = Filter(spec=RENDITION)
    return image.find_existing_renditions(wanted).get(wanted)


def make(image: Any) -> bool:
    """Make the file of an image; False where its source is gone or damaged."""
    try:
        image.get_rendition(RENDITION)
    except (SourceImageIOError, OSError):
        return False
    return True


@task()
def make_later(pk: int) -> None:
    """Make the file of an image that was saved, unless the image was deleted meanwhile."""
    for image in get_image_model().objects.filter(pk=pk):
        make(image)


def make_missing() -> str:
    """Make the files that no task has made, and say how many."""
    lacking = get_image_model().objects.exclude(renditions__filter_spec=RENDITION)
    made = sum(make(image) for image in lacking.iterator())
    return f"{made} pictures" if made else ""
