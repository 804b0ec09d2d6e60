"""Who may fetch a document: whoever may see a page that uses it, and those who keep the documents.

A collection for a closed circle is one more door: only the circle gets through it, and the group that a collection is
kept for reads all that is in it. Unknown, unused and forbidden documents are answered alike, so that nobody learns
which numbers exist.
"""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.models import Page, ReferenceIndex

from portal import closed_collections
from portal.published import Access, visible


def may_fetch(document: Any, request: HttpRequest) -> bool:
    restrictions = closed_collections.restrictions_of(document)
    if closed_collections.accepts(restrictions, request) and (
        _is_offered(document, Access.of(request)) or closed_collections.is_of_own_group(restrictions, request)
    ):
        return True
    return closed_collections.keeps(document, request)


def _is_offered(document: Any, access: Access) -> bool:
    return visible(pages_that_use(document), access).exists()


def pages_that_use(document: Any) -> QuerySet[Page]:
    """Return the pages of which the version that is kept points at the document, drafts not yet published included."""
    used = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(type(document)),
        to_object_id=str(document.pk),
    )
    # The index keeps the keys of all models as text.
    return Page.objects.filter(pk__in=[int(key) for key in used.values_list("object_id", flat=True).distinct()])
