from __future__ import annotations

import json
import re
from argparse import ArgumentParser
from html import unescape
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation
from django.utils.html import strip_tags

import languages
from portal.published import Access
from search.entries import Entry
from search.forms import MOST_PAGES, Question
from search.results import Results, find


class Command(BaseCommand):
    help = "Search as a reader who is not signed in does, and print what is found."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("words", help="what to look for, as typed into the search box")
        parser.add_argument("--lang", choices=languages.CODES, default=languages.CODES[0], help="language to search in")
        parser.add_argument("--both", action="store_true", help="search in both languages, --lang first")
        parser.add_argument("--page", type=int, default=1, help="page of the results, from 1")
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *, words: str, lang: str, both: bool, page: int, **options: Any) -> None:
        asked = (lang, languages.other(lang)) if both else (lang,)
        with translation.override(lang):
            results = find(Question(words, asked, page=max(1, min(page, MOST_PAGES))), Access.anonymous())
            text = as_json(results) if options["json"] else as_text(results)
        self.stdout.write(text)


def as_json(results: Results) -> str:
    facets = {facet.name: {option.value: option.number for option in facet.options} for facet in results.facets}
    answer = {
        "total": results.total,
        "degraded": results.degraded,
        "hits": [as_row(entry) for entry in results.entries],
        "facets": facets,
    }
    return json.dumps(answer, ensure_ascii=False, indent=2)


def as_row(entry: Entry) -> dict[str, str]:
    return {
        "reference": entry.reference,
        "language": entry.language,
        "title": plain(entry.title),
        "url": entry.url,
        "snippet": plain(entry.snippet),
    }


def plain(marked: str) -> str:
    """Return a marked text without its marks and escapes."""
    return re.sub(r"\s+", " ", unescape(strip_tags(marked))).strip()


def as_text(results: Results) -> str:
    lines = [f"{results.total} results" + (" (without an index)" if results.degraded else "")]
    for entry in results.entries:
        lines += [f"{entry.reference}  {plain(entry.title)}", f"    {entry.url}", f"    {plain(entry.snippet)}"]
    return "\n".join(lines)
