"""The texts of the files that records offer, as far as everybody who sees the record may fetch the file.

Only what the published version of a record shows counts: its rows in the database, never those of a draft.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from typing import Any

from django.db.models import CharField, ManyToOneRel, QuerySet, Value
from modelcluster.fields import ParentalKey
from wagtail.models import CollectionViewRestriction

import languages
from portal.models.media import PortalDocument
from search.models import DocumentText

#: Of one record, all its files together.
MOST_CHARACTERS = 400_000

#: Number of the document, number of its page or 0, text.
Piece = tuple[int, int, str]


def files_of(pages: Collection[Any]) -> dict[tuple[int, str], list[Piece]]:
    """Return the texts of the files of pages, by page and language, in three queries.

    A file counts for the language it is in; one that says none, for the language that it is offered in.
    """
    offered = sorted(set(_offered([page.pk for page in pages]))) if pages else []
    if not offered:
        return {}
    texts = {row.document_id: row for row in _open_texts({document for _page, document, _language in offered})}
    found: dict[tuple[int, str], list[Piece]] = {}
    for page, document, shown_in in offered:
        row = texts.get(document)
        for language in _languages(row, shown_in) if row else ():
            pieces = found.setdefault((page, language), [])
            if all(number != document for number, _page, _text in pieces):
                pieces += _within_limit(pieces, document, row.pages)
    return found


def _languages(row: Any, shown_in: str) -> tuple[str, ...]:
    said = row.document.language or shown_in
    return (said,) if said else tuple(languages.CODES)


def _within_limit(before: list[Piece], document: int, pages: list[tuple[int, str]]) -> Iterator[Piece]:
    left = MOST_CHARACTERS - sum(len(text) for _document, _page, text in before)
    for number, text in pages:
        if left <= 0:
            return
        yield document, number, text[:left]
        left -= len(text)


def _open_texts(numbers: Collection[int]) -> list[DocumentText]:
    """Return the texts of these documents but for those in a collection for a closed circle."""
    closed = tuple(CollectionViewRestriction.objects.values_list("collection__path", flat=True))
    rows = DocumentText.objects.filter(document_id__in=numbers, state=DocumentText.State.READ)
    rows = rows.select_related("document__collection")
    return [row for row in rows if not closed or not row.document.collection.path.startswith(closed)]


def _offered(pages: list[int]) -> Iterator[tuple[int, int, str]]:
    """Yield page, document and the language it is offered in, empty for both; one query."""
    rows = [_rows(model, key, name, pages) for model, key, name in _places()]
    yield from rows[0].union(*rows[1:], all=True) if rows else ()


def _rows(model: type[Any], key: str, name: str, pages: list[int]) -> QuerySet[Any, Any]:
    code = name.rpartition("_")[2]
    language = Value(code if code in languages.CODES else "", output_field=CharField())
    rows = model._default_manager.order_by().filter(**{f"{key}__in": pages, f"{name}__isnull": False})
    return rows.values_list(f"{key}_id", f"{name}_id", language)


@cache
def _places() -> list[tuple[type[Any], str, str]]:
    """Return the rows of records that offer a file: model, key of the page, key of the document.

    They are found by what they refer to, so that a kind of record with rows of its own need not be known here.
    """
    fields = PortalDocument._meta.get_fields(include_hidden=True)
    relations = [each for each in fields if isinstance(each, ManyToOneRel)]
    return [
        (relation.related_model, key.name, relation.field.name)
        for relation in relations
        for key in relation.related_model._meta.fields
        if isinstance(key, ParentalKey)
    ]
