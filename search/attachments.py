"""Where in the files of a record the words stand that the record itself does not hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from portal.models.media import PortalDocument
from search.highlight import answered, snippet
from search.models import SearchDocument
from search.plan import Plan


@dataclass(frozen=True)
class Attachment:
    """A place in a file; ``page`` is 0 where the file has no pages of its own."""

    title: str
    url: str
    page: int
    snippet: SafeString


@dataclass(frozen=True)
class _Place:
    document: int
    page: int
    text: str


def attachments(documents: Sequence[Any], plans: Mapping[str, Plan]) -> dict[str, Attachment]:
    """Return, by the key of the document, the place in its files with words of the question that only these hold.

    ``documents`` are rows with key, language, title, lead and body, of records with files. Two queries at most.
    """
    lacking = {each.key: missing for each in documents if (missing := _missing(each, plans[each.language]))}
    rows = SearchDocument.objects.filter(key__in=lacking).only("key", "language", "files") if lacking else ()
    places = {row.key: (row.language, place) for row in rows if (place := _best(row, plans, lacking[row.key]))}
    files = PortalDocument.objects.in_bulk({place.document for _language, place in places.values()}) if places else {}
    return {
        key: _attachment(files[place.document], place, plans[language])
        for key, (language, place) in places.items()
        if place.document in files
    }


def _missing(document: Any, plan: Plan) -> frozenset[int]:
    """Return the words of the question that a record does not hold itself."""
    said = answered(f"{document.title}\n{document.lead} {document.body}", plan)
    return frozenset(range(len(plan.groups))) - said


def _best(row: SearchDocument, plans: Mapping[str, Plan], missing: frozenset[int]) -> _Place | None:
    """Return the page of a file with most of the missing words, then with most words; the first of equals."""
    rated = list(_rated(row, plans[row.language], missing))
    return max(rated, key=lambda each: each[0])[1] if rated else None


def _rated(row: SearchDocument, plan: Plan, missing: frozenset[int]) -> Iterator[tuple[tuple[int, int], _Place]]:
    for document, page, text in row.files:
        said = answered(text, plan)
        if said & missing:
            yield (len(said & missing), len(said)), _Place(document, page, text)


def _attachment(document: PortalDocument, place: _Place, plan: Plan) -> Attachment:
    part = f"#page={place.page}" if place.page else ""
    return Attachment(document.title, f"{document.url}{part}", place.page, snippet(place.text, plan))
