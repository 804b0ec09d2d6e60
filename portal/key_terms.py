"""The words of the vocabulary that a reader may ask about where they stand in a text.

The first time that a word with a definition stands on a page it becomes a button; what it means is said once, at the
end of the page, in a popover that needs no script. The words are kept in the cache until the vocabulary changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.core.cache import cache
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

import languages
from languages.text import Text
from themes.models import Label

#: A text with more of them would be a text full of buttons.
MOST_ON_A_PAGE = 12
#: A change made past Django is seen after this time at the latest.
SECONDS_KEPT = 300
SHORTEST_PLURAL = 5
_PLURALS = {"fr": ("s", "x"), "nl": ("en", "s")}
_PIECE = re.compile(r'(<[^">]*(?:"[^"]*"[^">]*)*>)')
_TAG = re.compile(r"<(/?)([a-z0-9]+)")
_WORD = re.compile(r"[^\W_]+")
_BETWEEN = re.compile(r"[ \u00a0\n’'-]|&nbsp;")
#: Where a word is a link, a title or an example already.
_LEFT_ALONE = frozenset({"a", "code", "pre", "h2", "h3", "h4", "h5", "h6", "th", "sup", "button"})

Words = tuple[str, ...]


@dataclass(frozen=True)
class Term:
    """A theme in the language being read; ``other`` is its label in the other one, empty where it has none."""

    slug: str
    label: str
    definition: str
    other: str

    @property
    def in_other_language(self) -> Text:
        return Text(self.other, languages.other(languages.active()))


@dataclass(frozen=True)
class Terms:
    """The terms of one language by the first of their words, the longest first."""

    language: str
    by_first: Mapping[str, tuple[tuple[Words, Term], ...]]

    def at(self, words: list[str]) -> tuple[int, Term] | None:
        """Return the term that begins with the first of the words, and how many it takes."""
        for label, term in self.by_first.get(words[0], ()):
            if tuple(words[: len(label)]) == label:
                return len(label), term
        return None


@dataclass
class KeyTerms:
    """The terms of one page: those that have been met, in their order."""

    terms: Terms
    met: dict[str, Term] = field(default_factory=dict)

    def mark(self, html: SafeString) -> SafeString:
        """Return the HTML of a text with a button for each term that has not been met on the page yet."""
        alone, pieces = 0, []
        for piece in _PIECE.split(html):
            if piece.startswith("<"):
                tag = _TAG.match(piece)
                if tag and tag[2] in _LEFT_ALONE:
                    alone += -1 if tag[1] else 1
                pieces.append(piece)
            else:
                pieces.append(piece if alone else "".join(self._marked(piece)))
        return mark_safe("".join(pieces))  # noqa: S308  The pieces of safe HTML, with buttons around words of it.

    def _marked(self, text: str) -> Iterator[str]:
        found = list(_WORD.finditer(text))
        words = [stem(each[0], self.terms.language) for each in found]
        done = place = 0
        while place < len(found) and len(self.met) < MOST_ON_A_PAGE:
            number, term = self.terms.at(_joined(text, found, words, place)) or (1, None)
            if term and term.slug not in self.met:
                self.met[term.slug] = term
                start, end = found[place].start(), found[place + number - 1].end()
                yield text[done:start]
                yield _button(term, text[start:end])
                done = end
            place += number
        yield text[done:]


def terms() -> Terms:
    """Return the terms that are explained in the language being read; one query when they are not kept."""
    code = languages.active()
    found = cache.get(_key(code))
    if found is None:
        found = _read(code)
        cache.set(_key(code), found, SECONDS_KEPT)
    return found


def forget() -> None:
    """Make the terms be read anew; called when the vocabulary has changed."""
    cache.delete_many([_key(code) for code in languages.CODES])


def stem(word: str, code: str) -> str:
    """Return a word without the ending of its plural: ``Logements`` → ``logement``, ``woningen`` → ``woning``."""
    word = word.casefold()
    ending = next((each for each in _PLURALS[code] if word.endswith(each)), "")
    return word[: -len(ending)] if ending and len(word) - len(ending) >= SHORTEST_PLURAL else word


def _joined(text: str, found: list[re.Match[str]], words: list[str], place: int) -> list[str]:
    """Return the words from a place on for as long as a blank, a hyphen or an apostrophe joins them."""
    end = place + 1
    while end < len(found) and _BETWEEN.fullmatch(text, found[end - 1].end(), found[end].start()):
        end += 1
    return words[place:end]


def _button(term: Term, words: str) -> str:
    opening = format_html('<button type="button" class="term" popovertarget="term-{}">', term.slug)
    return f"{opening}{words}</button>"


def _key(code: str) -> str:
    return f"key-terms-{code}"


def _read(code: str) -> Terms:
    # A theme kept in reserve may have no page.
    rows = (
        Label.objects.filter(theme__deprecated=False, theme__core=True)
        .exclude(kind=Label.Kind.HIDDEN)
        .select_related("theme")
    )
    labels = list(rows)
    preferred = {(row.theme_id, row.language): row.text for row in labels if row.kind == Label.Kind.PREFERRED}
    by_first: dict[str, list[tuple[Words, Term]]] = {}
    for row in labels:
        definition = getattr(row.theme, f"definition_{code}")
        label = preferred.get((row.theme_id, code))
        words = tuple(stem(each, code) for each in _WORD.findall(row.text))
        if row.language == code and definition and label and words:
            other = preferred.get((row.theme_id, languages.other(code)), "")
            by_first.setdefault(words[0], []).append((words, Term(row.theme.slug, label, definition, other)))
    return Terms(code, {first: tuple(sorted(each, key=_longest)) for first, each in by_first.items()})


def _longest(each: tuple[Words, Term]) -> tuple[int, str]:
    return -len(each[0]), each[1].slug
