"""From hits to what a reader is shown of each record, read from the database at that moment."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from django.db.models import Case, Value, When
from django.utils.safestring import SafeString
from wagtail.models import Page

import languages
from languages.fields import field_names
from portal.models.addresses import Address, url_of
from portal.published import Access, visible
from search.attachments import Attachment, attachments
from search.documents import key_of
from search.engines.base import Hit
from search.highlight import highlight, snippet
from search.labels import kind_labels
from search.models import SearchDocument
from search.plan import Plan, Query
from search.reasons import Reason, reasons

DOCUMENT = ("key", "page_id", "language", "kind", "title", "lead", "body", "facets", "date", "verified_on", "has_files")
HAS_FILES = Case(When(files=[], then=Value(False)), default=Value(True))
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
    date: datetime.date | None
    verified_on: datetime.date | None = None
    reasons: tuple[Reason, ...] = ()
    found_in: str = ""
    attachment: Attachment | None = None

    @property
    def foreign(self) -> bool:
        return self.language != languages.active()


class Row(NamedTuple):
    """A hit that still exists and may be seen: the document found, the one shown in its place, its page and address."""

    found: Any
    shown: Any
    page: Any
    url: str


def entries(
    found: Iterable[Hit], query: Query, access: Access, understand: Callable[[Query], Plan], shown: Sequence[str]
) -> Iterator[Entry]:
    """Yield the hits that still exist and may be seen, in their order; in constant SQL.

    A page is shown in the first language of ``shown`` that it has, else in that in which it was found.
    """
    rows, kinds = list(found_rows(list(found), access, shown)), kind_labels()
    plans = {code: understand(replace(query, language=code)) for code in languages.CODES}
    within = attachments([row.found for row in rows if row.found.has_files], plans)
    for row in rows:
        document, kind = row.shown, kinds.get(row.shown.kind, row.shown.kind)
        entry = _entry(document, row.page, row.url, plans[document.language], kind)
        found_in = "" if document is row.found else row.found.language
        yield replace(entry, found_in=found_in, attachment=within.get(row.found.key))


def found_rows(hits: Sequence[Hit], access: Access, shown: Sequence[str] = ()) -> Iterator[Row]:
    """Yield the rows of hits, in their order; two queries at most. See :func:`entries` for ``shown``."""
    if not hits:
        return
    documents = _documents(hits, shown)
    pages = visible(Page.objects.order_by().filter(pk__in=[hit.page for hit in hits]), access)
    addressed = pages.annotate(**Address.objects.of_pages()).values_list("pk", "slug", *ADDRESSES, named=True)
    by_id = {page.pk: page for page in addressed}
    for hit in hits:
        page, read = by_id.get(hit.page), documents.get(hit.key)
        if not (page and read):
            continue
        own = (documents.get(key_of(hit.page, code)) for code in shown)
        document = read if not shown or read.language in shown else next(filter(None, own), read)
        if url := _url(page, document.language):
            yield Row(read, document, page, url)


def _documents(hits: Iterable[Hit], shown: Iterable[str]) -> dict[str, Any]:
    """Return the documents found and those of the same pages in the languages shown, by key."""
    keys = {key for hit in hits for key in (hit.key, *(key_of(hit.page, code) for code in shown))}
    rows = SearchDocument.objects.filter(key__in=keys, deleted=False)
    return {row.key: row for row in rows.annotate(has_files=HAS_FILES).values_list(*DOCUMENT, named=True)}


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
        verified_on=document.verified_on,
        reasons=reasons(f"{document.title} {text}", document.facets, asked),
    )
