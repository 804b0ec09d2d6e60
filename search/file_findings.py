"""What an author is told, while writing, of the files that a record offers."""

from __future__ import annotations

from collections.abc import Iterator

from portal.findings.draft import Draft
from portal.findings.finding import Finding, found
from portal.models.media import PortalDocument
from search.models import DocumentText


def unread_files(draft: Draft) -> Iterator[Finding]:
    """Files whose text search cannot read, or only in part."""
    places = [
        (place, getattr(row, field.attname))
        for place, field, row in draft.fields
        if field.related_model is PortalDocument and getattr(row, field.attname)
    ]
    known = DocumentText.objects.select_related("document").filter(document_id__in={pk for _place, pk in places})
    texts = {text.document_id: text for text in known} if places else {}
    for place, pk in places:
        problem = texts[pk].problem if pk in texts else ""
        if problem:
            yield found(draft.page, place, f"{texts[pk].document.title}: {problem}")
