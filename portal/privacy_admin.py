"""Closing a page to a circle of readers, which the images of the records in it would not follow."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.forms.pages import PageViewRestrictionForm
from wagtail.admin.views.page_privacy import SetPrivacyView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page, PageViewRestriction

from portal.models.sections import HomePage, index_page_models
from portal.private_images import places_of_images

#: So many records are named; whoever takes those out is told of the next ones.
MOST_NAMED = 10


class RecordPrivacyForm(PageViewRestrictionForm):
    """Refuses to close a page when it or a record below it shows images, in the public version or in the draft."""

    def __init__(self, *args: Any, record: Page, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.record = record

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("restriction_type", PageViewRestriction.NONE) != PageViewRestriction.NONE:
            self._refuse_images()
        return cleaned

    def _refuse_images(self) -> None:
        for problem in image_problems(self.record):
            self.add_error("restriction_type", problem)


def image_problems(page: Page) -> list[str]:
    """Return why a page cannot be kept to a circle of readers: the images in it and below it, which everybody sees."""
    found = []
    if _shows_images(page):
        found.append(_("This record shows images, which everybody can see: take them out first."))
    if names := list(_names(page)):
        found.append(
            _("These records below show images, which everybody can see: %s. Take the images out first.")
            % ", ".join(names)
        )
    return found


def _names(page: Page) -> Iterator[str]:
    """Yield the first records below a page that show images."""
    below = page.get_descendants().specific().iterator(chunk_size=100)
    named = (record.get_admin_display_title() for record in below if _shows_images(record))
    yield from islice(named, MOST_NAMED)


def _shows_images(page: Any) -> bool:
    return any(places_of_images(version) for version in (page, page.get_latest_revision_as_object()))


class RecordPrivacyView(SetPrivacyView):
    form_class = RecordPrivacyForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "record": self.page.specific}


def section_views() -> list[PageViewSet]:
    """Return the views of the home page and of the index page of every package, which guard what stands below them."""
    return [
        PageViewSet(model=model, set_privacy_view_class=RecordPrivacyView) for model in (HomePage, *index_page_models())
    ]
