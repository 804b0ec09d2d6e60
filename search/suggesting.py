"""What may be meant while somebody is still typing: records, themes and words, as far as the reader may see them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext

import languages
from languages.text import Text
from portal.published import Access
from search.accents import accents
from search.analysis import analyzer
from search.engine import engine, names_held
from search.engines.base import EngineDown, Hit
from search.entries import found_rows
from search.folding import clean, fold
from search.labels import kind_labels
from search.learned import Understanding
from search.plan import LONGEST_TEXT
from search.results import breaker
from search.theme_names import beginning_with

LAST_WORD = re.compile(r"[^\W_]+$")
SHORTEST = 2  # letters
MOST_STARTS = 6
MOST_LOOKED_AT = 12  # words that begin as the last one does
MOST = {"records": 5, "themes": 3, "words": 3}


@dataclass(frozen=True)
class Suggestion:
    """Where a suggestion leads and what it says; ``note`` says what it is, ``language`` is empty for the reader's."""

    text: str
    url: str
    note: str = ""
    language: str = ""


def suggestions(typed: str, access: Access) -> list[Suggestion]:
    """Return what the reader may be about to ask: themes, then records, then words."""
    code = languages.active()
    starts = starts_of(typed, code)
    if not starts or len(starts[-1]) < SHORTEST:
        return []
    with names_held():
        words = list(_words(typed, starts, code))[: MOST["words"]]
        return [*_themes(starts, access), *_records(starts, access, code), *words]


def starts_of(typed: str, language: str) -> tuple[str, ...]:
    """Return the folded words of what was typed, without stop words; the last one may be the beginning of one."""
    text = clean(typed)[:LONGEST_TEXT]
    words = [fold(word.text) for word in analyzer(language).words(text)]
    return tuple(word for word in words if word)[-MOST_STARTS:]


def _themes(starts: tuple[str, ...], access: Access) -> Iterator[Suggestion]:
    from_vocabulary = beginning_with(starts, access, MOST["themes"])
    for each in from_vocabulary:
        label, url = each.theme.label, reverse("theme", kwargs={"slug": each.theme.slug})
        note = " – ".join(filter(None, [gettext("Theme"), each.name]))
        yield Suggestion(capfirst(str(label)), url, note, _language_of(label))


def _language_of(text: Text) -> str:
    return text.language if text.language != languages.active() else ""


def _records(starts: tuple[str, ...], access: Access, code: str) -> Iterator[Suggestion]:
    """Yield titles in the language being read, then in the other one; a record once."""
    hits: dict[int, Hit] = {}
    for language in (code, languages.other(code)):
        for hit in _titles(language, starts, access) if len(hits) < MOST["records"] else ():
            hits.setdefault(hit.page, hit)
    kinds = kind_labels()
    for document, _shown, _page, url in found_rows(list(hits.values())[: MOST["records"]], access):
        kind = capfirst(str(kinds.get(document.kind, document.kind)))
        yield Suggestion(document.title, url, kind, document.language if document.language != code else "")


def _titles(language: str, starts: tuple[str, ...], access: Access) -> tuple[Hit, ...]:
    """Return what the engine suggests; while it is down nothing is suggested, which harms nobody."""
    if not breaker.lets_through():
        return ()
    try:
        now = int(timezone.now().timestamp())
        hits = engine().suggest(language, starts, access.denied, now, MOST["records"])
        breaker.succeeded()
        return hits
    except EngineDown as down:
        if down.slow:
            breaker.failed()
        return ()


def _words(typed: str, starts: tuple[str, ...], code: str) -> Iterator[Suggestion]:
    """Yield the question with its last word completed, by words that anybody may read in some record."""
    lexicon = Understanding().knowledge.lexicons.get(code)
    last = LAST_WORD.search(typed)
    if lexicon is None or last is None or fold(last[0]) != starts[-1]:
        return
    before, read, seen = clean(typed[: last.start()])[-LONGEST_TEXT:], analyzer(code), set[str]()
    for word in lexicon.complete(starts[-1], MOST_LOOKED_AT):
        stem = read.term(accents(code).restored(word)).stem
        if word != starts[-1] and word.isalpha() and stem not in seen:
            seen.add(stem)  # Of the forms of one word, the one that most records have.
            text = f"{before}{lexicon.taught.get(word) or accents(code).restored(word)}".strip()
            yield Suggestion(text, asked_for(text))


def asked_for(text: str) -> str:
    """Return the address of the search for ``text``."""
    return f"{reverse('search')}?{urlencode({'q': text})}"


def as_rows(found: list[Suggestion]) -> list[dict[str, Any]]:
    """Return the suggestions as the script takes them; the language as the tag of an attribute."""
    tags = {each.code: each.tag for each in languages.LANGUAGES}
    return [
        {"text": each.text, "url": each.url, "note": each.note, "lang": tags.get(each.language, "")} for each in found
    ]
