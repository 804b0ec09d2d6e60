"""From pages to the rows that search reads. Every event means only: look again at these pages."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from wagtail.models import Page

import languages
from portal.projection import Projection
from portal.published import published
from portal.records import record_models
from portal.turns import Turn, wait_for
from search.attached import Piece, files_of
from search.folding import clean, fold_text
from search.models import Counter, SearchDocument
from search.reach import Reach, reach_of
from themes.models import Theme

PAGES_AT_A_TIME = 100
#: What a row holds of its page; a change of any of these is a change of the document.
CONTENT = (
    "kind",
    "title",
    "lead",
    "body",
    "files",
    "plain_title",
    "plain_text",
    "facets",
    "date",
    "verified_on",
    "restrictions",
    "live_until",
)


def key_of(page_id: int, language: str) -> str:
    return f"page:{page_id}:{language}"


def look_again(page_ids: Iterable[int]) -> int:
    """Bring the rows of these pages up to date, in the transaction of the caller, and return how many changed.

    It does not matter why it is called, how often, or whether a page still exists.
    """
    numbers = list(page_ids)
    chunks = (numbers[start : start + PAGES_AT_A_TIME] for start in range(0, len(numbers), PAGES_AT_A_TIME))
    return sum(_look_at(chunk) for chunk in chunks)


def look_under(page: Page) -> int:
    """Look again at a page and at everything below it: its state and its restrictions are theirs too."""
    return look_again(Page.objects.descendant_of(page, inclusive=True).values_list("pk", flat=True))


def forget(page_id: int) -> int:
    """Take a page that is being deleted out of search."""
    with transaction.atomic():
        wait_for(Turn.SEARCH_ROWS)
        return _store({}, SearchDocument.objects.filter(page_id=page_id))


def all_page_ids() -> list[int]:
    """Return the pages that have rows or should have."""
    pages = Page.objects.type(*record_models()).values_list("pk", flat=True)
    rows = SearchDocument.objects.filter(deleted=False).values_list("page_id", flat=True)
    return sorted({*pages, *rows})


def _look_at(page_ids: list[int]) -> int:
    with transaction.atomic():
        # What is read below must not be older than what another transaction has written meanwhile.
        wait_for(Turn.SEARCH_ROWS)
        wanted = dict(_projected(page_ids))
        return _store(wanted, SearchDocument.objects.filter(page_id__in=page_ids))


def _projected(page_ids: list[int]) -> Iterator[tuple[str, SearchDocument]]:
    """Yield the key and the document of each page that may be found, in each language in which it says something."""
    # Asked for by type: of a page that is being deleted, only the general half may be left.
    pages: list[Any] = [
        page for model in _models_of(page_ids) for page in published(model.for_reading().filter(pk__in=page_ids))
    ]
    reach, broader, files = reach_of(pages), _broader() if pages else {}, files_of(pages)
    for page in pages:
        for language in languages.CODES:
            projection = page.search_projection(language)
            if projection and projection.title.strip():
                document = _document(page, language, projection, reach[page.pk], broader)
                _attach(document, files.get((page.pk, language), []))
                yield document.key, document


def _models_of(page_ids: list[int]) -> list[type[Any]]:
    """Return the kinds of records among the pages: most often one, and each costs a query over many tables."""
    types = set(Page.objects.filter(pk__in=page_ids).order_by().values_list("content_type_id", flat=True))
    return [model for model in record_models() if ContentType.objects.get_for_model(model).pk in types]


def _document(
    page: Any, language: str, projection: Projection, reach: Reach, broader: dict[str, str | None]
) -> SearchDocument:
    title, lead, body = (clean_lines(text) for text in (projection.title, projection.lead, projection.body))
    document = SearchDocument(
        key=key_of(page.pk, language),
        language=language,
        page_id=page.pk,
        kind=projection.kind,
        title=title,
        lead=lead,
        body=body,
        plain_title=f"{fold_text(title)} ",
        plain_text=f"{fold_text(f'{lead} {body}')} ",
        facets=_facets(projection, broader),
        date=projection.date,
        verified_on=page.verified_on,
        restrictions=list(reach.restrictions),
        live_until=reach.live_until,
    )
    return document


def _attach(document: SearchDocument, files: list[Piece]) -> None:
    document.files = [list(piece) for piece in files]
    attached = " ".join(text for _document, _page, text in files)
    document.plain_text += f"{fold_text(attached)} " if attached else ""
    document.content_hash = _hash(document)


def clean_lines(text: str) -> str:
    """Return ``text`` on one line, composed and without what cannot be seen."""
    return " ".join(clean(text).split())


def _facets(projection: Projection, broader: dict[str, str | None]) -> dict[str, list[str]]:
    """Return the values by which the document is counted and filtered; a theme stands for all broader ones too."""
    facets = {
        "kind": [projection.kind],
        "theme": sorted(_with_broader(projection.themes, broader)),
        "audience": sorted(projection.audience),
        "organisation": [projection.organisation],
        "municipality": sorted(projection.municipalities),
        "year": [str(projection.date.year)] if projection.date else [],
        "state": [projection.state],
    }
    return {name: values for name, values in facets.items() if any(values)}


def _broader() -> dict[str, str | None]:
    return dict(Theme.objects.values_list("slug", "broader__slug"))


def _with_broader(themes: Iterable[str], broader: dict[str, str | None]) -> set[str]:
    found: set[str] = set()
    for theme in themes:
        above: str | None = theme
        while above and above not in found:
            found.add(above)
            above = broader.get(above)
    return found


def _hash(document: SearchDocument) -> str:
    content = [getattr(document, name) for name in CONTENT]
    return hashlib.sha256(json.dumps(content, cls=DjangoJSONEncoder).encode()).hexdigest()


def _store(wanted: dict[str, SearchDocument], rows: Iterable[SearchDocument]) -> int:
    """Write what differs between ``wanted`` and ``rows``, each with a number of its own, and return how many."""
    known = {row.key: row for row in rows}
    new = [document for key, document in wanted.items() if key not in known]
    changed = [row for key, row in known.items() if _take_over(row, wanted.get(key))]
    for document, seq in zip([*new, *changed], _numbers(len(new) + len(changed)), strict=True):
        document.seq = seq
    SearchDocument.objects.bulk_create(new)
    SearchDocument.objects.bulk_update(changed, [*CONTENT, "content_hash", "seq", "deleted"])
    return len(new) + len(changed)


def _numbers(count: int) -> Iterable[int]:
    return Counter.take(count) if count else ()


def _take_over(row: SearchDocument, wanted: SearchDocument | None) -> bool:
    """Make ``row`` what is wanted, or empty it where nothing is, and tell whether that changed anything."""
    source = wanted or SearchDocument(key=row.key, page_id=row.page_id, language=row.language)
    if row.deleted == (wanted is None) and row.content_hash == source.content_hash:
        return False
    for name in (*CONTENT, "content_hash"):
        setattr(row, name, getattr(source, name))
    row.deleted = wanted is None
    return True
