"""From hits to what a reader is shown of each record, read from the database at that moment."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Case, Value, When
from django.utils.safestring import SafeString
from wagtail.models import Page

import languages
from languages.fields import field_names
from portal.models.addresses import Address, url_of
from portal.published import Access, visible
from search.attachments import Attachment, attachments
from search.engines.base import Hit
from search.highlight import highlight, snippet
from search.labels import kind_labels
from search.models import SearchDocument
from search.plan import Plan, Query, plan

DOCUMENT = ("key", "language", "kind", "title", "lead", "body", "date", "verified_on", "has_files")
HAS_FILES = Case(When(files=[], then=Value(False)), default=Value(True))
ADDRESSES = field_names("address")


@dataclass(frozen=True)
class Entry:
    """A record found, in the language in which it was found."""

    title: SafeString
    snippet: SafeString
    url: str
    language: str
    reference: str
    kind: Any
    date: datetime.date | None
    verified_on: datetime.date | None = None
    attachment: Attachment | None = None

    @property
    def foreign(self) -> bool:
        return self.language != languages.active()


def entries(found: Iterable[Hit], query: Query, access: Access) -> Iterator[Entry]:
    """Yield the hits that still exist and may be seen, in their order; in constant SQL."""
    hits = list(found)
    rows = SearchDocument.objects.filter(key__in=[hit.key for hit in hits], deleted=False)
    documents = {row.key: row for row in rows.annotate(has_files=HAS_FILES).values_list(*DOCUMENT, named=True)}
    pages = visible(Page.objects.order_by().filter(pk__in=[hit.page for hit in hits]), access)
    addressed = pages.annotate(**Address.objects.of_pages()).values_list("pk", "slug", *ADDRESSES, named=True)
    by_id, plans, kinds = {page.pk: page for page in addressed}, _plans(query), kind_labels()
    within = attachments([each for each in documents.values() if each.has_files], plans)
    for hit in hits:
        document, page = documents.get(hit.key), by_id.get(hit.page)
        if document and page and (url := _url(page, document.language)):
            kind = kinds.get(document.kind, document.kind)
            entry = _entry(document, page, url, plans[document.language], kind)
            yield replace(entry, attachment=within.get(hit.key))


def _plans(query: Query) -> dict[str, Plan]:
    return {code: plan(replace(query, language=code)) for code in languages.CODES}


def _url(page: Any, language: str) -> str:
    path = getattr(page, f"address_{language}")
    return "" if path is None else url_of(language, path)


def _entry(document: Any, page: Any, url: str, asked: Plan, kind: Any) -> Entry:
    return Entry(
        title=highlight(document.title, asked),
        snippet=snippet(f"{document.lead} {document.body}", asked),
        url=url,
        language=document.language,
        reference=page.slug,
        kind=kind,
        date=document.date,
        verified_on=document.verified_on,
    )
