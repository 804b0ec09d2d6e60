"""Results as data, for programs: the same facts that the page shows."""

from __future__ import annotations

import re
from dataclasses import asdict
from html import unescape
from typing import Any

from django.utils.html import strip_tags

from search.entries import Entry
from search.results import Results


def as_data(results: Results) -> dict[str, Any]:
    """Return the results as what JSON can hold; addresses are those of the site, texts are plain."""
    page = results.page
    return {
        "total": results.total,
        "page": page.number if page else 1,
        "pages": page.paginator.num_pages if page else 1,
        "degraded": results.degraded,
        "corrections": [each._asdict() for each in results.corrections],
        "hits": [as_row(entry) for entry in results.entries],
        "facets": {facet.name: {option.value: option.number for option in facet.options} for facet in results.facets},
        "languages": dict(results.by_language),
    }


def as_row(entry: Entry) -> dict[str, Any]:
    attachment = entry.attachment
    return {
        "reference": entry.reference,
        "language": entry.language,
        "title": plain(entry.title),
        "url": entry.url,
        "kind": str(entry.kind),
        "date": entry.date.isoformat() if entry.date else None,
        "verified_on": entry.verified_on.isoformat() if entry.verified_on else None,
        "snippet": plain(entry.snippet),
        "reasons": [asdict(reason) for reason in entry.reasons],
        "found_in": entry.found_in or entry.language,
        "attachment": {
            "title": attachment.title,
            "url": attachment.url,
            "page": attachment.page or None,
            "snippet": plain(attachment.snippet),
        }
        if attachment
        else None,
    }


def plain(marked: str) -> str:
    """Return a marked text without its marks and escapes."""
    return re.sub(r"\s+", " ", unescape(strip_tags(marked))).strip()
