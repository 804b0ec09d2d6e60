"""From hits to what a reader is shown of each record, read from the database at that moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.safestring import SafeString
from wagtail.models import Page

import languages
from languages.fields import field_names
from portal.models.addresses import Address, url_of
from portal.published import Access, visible
from search.documents import key_of
from search.engines.base import Hit
from search.highlight import highlight, snippet
from search.labels import kind_labels
from search.models import SearchDocument
from search.plan import Plan, Query
from search.reasons import Reason, reasons

DOCUMENT = ("key", "page_id", "language", "kind", "title", "lead", "body", "facets", "date")
ADDRESSES = field_names("address")


@dataclass(frozen=True)
class Entry:
    """A record found, in a language in which it may be read; ``found_in`` is another one where its words were found."""

    title: SafeString
    snippet: SafeString
    url: str
    language: str
    reference: str
    kind: Any
    date: date | None
    reasons: tuple[Reason, ...] = ()
    found_in: str = ""

    @property
    def foreign(self) -> bool:
        return self.language != languages.active()


def entries(
    found: Iterable[Hit], query: Query, access: Access, understand: Callable[[Query], Plan], shown: Sequence[str]
) -> Iterator[Entry]:
    """Yield the hits that still exist and may be seen, in their order; in constant SQL.

    A page is shown in the first language of ``shown`` that it has, else in that in which it was found.
    """
    hits = list(found)
    documents = _documents(hits, shown)
    pages = visible(Page.objects.order_by().filter(pk__in=[hit.page for hit in hits]), access)
    addressed = pages.annotate(**Address.objects.of_pages()).values_list("pk", "slug", *ADDRESSES, named=True)
    by_id, kinds = {page.pk: page for page in addressed}, kind_labels()
    plans = {code: understand(replace(query, language=code)) for code in languages.CODES}
    for hit in hits:
        page, read = by_id.get(hit.page), documents.get(hit.key)
        if not (page and read):
            continue
        own = (documents.get(key_of(hit.page, code)) for code in shown)
        document = read if read.language in shown else next(filter(None, own), read)
        if url := _url(page, document.language):
            entry = _entry(document, page, url, plans[document.language], kinds.get(document.kind, document.kind))
            yield replace(entry, found_in="" if document is read else read.language)


def _documents(hits: Iterable[Hit], shown: Iterable[str]) -> dict[str, Any]:
    """Return the documents found and those of the same pages in the languages shown, by key."""
    keys = {key for hit in hits for key in (hit.key, *(key_of(hit.page, code) for code in shown))}
    rows = SearchDocument.objects.filter(key__in=keys, deleted=False)
    return {row.key: row for row in rows.values_list(*DOCUMENT, named=True)}


def _url(page: Any, language: str) -> str:
    path = getattr(page, f"address_{language}")
    return "" if path is None else url_of(language, path)


def _entry(document: Any, page: Any, url: str, asked: Plan, kind: Any) -> Entry:
    text = f"{document.lead} {document.body}"
    return Entry(
        title=highlight(document.title, asked),
        snippet=snippet(text, asked),
        url=url,
        language=document.language,
        reference=page.slug,
        kind=kind,
        date=document.date,
        reasons=reasons(f"{document.title} {text}", document.facets, asked),
    )
