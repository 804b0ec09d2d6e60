"""The rows of the sitemap: every public address, with the same page in the other languages.

Up to a number of pages it is one file, above that an index of files: the protocol allows 50,000 addresses in one, and
nobody should wait for so many.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from django.db.models import Prefetch, QuerySet
from wagtail.models import Page

import languages
from portal.directory.paths import paths
from portal.kinds import record_models
from portal.models.addresses import Address
from portal.published import Access, visible

#: With two languages and what some pages have below their path, a file stays under 5,000 addresses.
PAGES_OF_A_FILE = 2_000


@dataclass(frozen=True)
class SitemapRow:
    """One address; ``alternates`` are pairs of language tag and path, its own included."""

    path: str
    changed: datetime | None
    alternates: tuple[tuple[str, str], ...]


def sitemap_rows(pages: QuerySet[Page]) -> Iterator[SitemapRow]:
    current = Prefetch(
        "addresses", queryset=Address.objects.current().order_by("language"), to_attr="current_addresses"
    )
    for page in pages.prefetch_related(current).iterator(chunk_size=500):
        alternates = tuple((languages.tag_of(row.language), row.url) for row in page.current_addresses)
        for _tag, path in alternates:
            yield SitemapRow(path, page.last_published_at, alternates)


def files(access: Access) -> int:
    """Return in how many files the sitemap comes."""
    return max(1, ceil(_pages(access).count() / PAGES_OF_A_FILE))


def rows_of_file(access: Access, number: int, *, last: bool) -> Iterator[SitemapRow]:
    """Yield the rows of one file, from 1; each asks the database as often, but that the last has what no page is."""
    start = (number - 1) * PAGES_OF_A_FILE
    yield from sitemap_rows(_pages(access)[start : start + PAGES_OF_A_FILE])
    if last:
        yield from _rows_below(access)
        for in_languages in paths(access):
            yield from _rows_at(in_languages, None)


def _rows_below(access: Access) -> Iterator[SitemapRow]:
    """Yield the rows of what the pages of some kinds have below their path."""
    for model in record_models():
        for below, changed in model.paths_below(access):
            yield from _rows_at(below, changed)


def _rows_at(in_languages: dict[str, str], changed: datetime | None) -> Iterator[SitemapRow]:
    """Yield a row for each language of one page."""
    alternates = tuple((languages.tag_of(code), path) for code, path in sorted(in_languages.items()))
    yield from (SitemapRow(path, changed, alternates) for _tag, path in alternates)


def _pages(access: Access) -> QuerySet[Page]:
    return visible(Page.objects.all(), access).order_by("pk")
