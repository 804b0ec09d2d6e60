"""What a text may show to somebody who writes it: to type the number of a file is not yet to be allowed to see it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from portal.document_access import may_fetch
from portal.markdown.links import Link, Links, Picture


@dataclass(frozen=True)
class Choosable:
    """The links of a text without the files that this person may neither choose nor read on a page.

    Meant for previews: it asks for each file by itself.
    """

    links: Links
    request: HttpRequest

    def link(self, target: str) -> Link | None:
        """What a reference, or a document that may be told of, leads to."""
        found = self.links.link(target)
        return found if found and self._may_be_told(target) else None

    def picture(self, target: str) -> Picture | None:
        """What an image that may be told of shows."""
        found = self.links.picture(target)
        return found if found and self._may_be_told(target) else None

    def _may_be_told(self, target: str) -> bool:
        kind, colon, key = target.partition(":")
        if not colon:
            # A record was looked up for this person.
            return True
        model = get_document_model() if kind == "doc" else get_image_model()
        return may_fetch(model.objects.get(pk=int(key)), self.request)
