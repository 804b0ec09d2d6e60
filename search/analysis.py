"""From text to terms, once and for every engine: engines are sent terms, never text.

A word gives three kinds of term: ``exact`` (folded), ``stem`` (Snowball, stemmed with its accents and folded
after) and ``parts`` (the stems of the elements of a Dutch compound). An article of law is one unit in any
writing: "article 135", "art. 135 § 2" and "artikel 135" share the term ``art135``.
"""

from __future__ import annotations

import hashlib
import re
import threading
from bisect import bisect_right
from collections.abc import Collection, Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple
from unicodedata import normalize

import Stemmer

from search import compounds
from search.accents import accents, word_list
from search.folding import fold

RULES = "3"  # Raised with every release that gives texts other terms; the digest below tells any other change.
SNOWBALL = {"fr": "french", "nl": "dutch", "en": "english"}
#: The modules of this package of which a change may give a text other terms.
CODE = ("analysis", "accents", "compounds", "folding", "streams")
LONGEST_TERM = 60
CACHED_WORDS = 100_000

LETTER = r"[^\W_]"
START, END = rf"(?<!{LETTER})", rf"(?!{LETTER})"
ELISION = rf"{START}(?P<elision>(?i:l|d|j|n|m|t|s|c|qu|jusqu|lorsqu|puisqu|quoiqu|presqu|quelqu)['’])(?={LETTER})"
SUFFIX = r"(?i:er|[a-z]|\s?(?:bis|ter|quater|quinquies|sexies|septies|octies|novies|decies))"
NUMBER = rf"\d+(?:[/:.]\d+)*{SUFFIX}?{END}"
LEGAL = (
    rf"{START}(?i:article|artikel|art)(?P<several>(?i:s|en))?\.?\s*(?i:n°|nr\.?)?\s*(?P<number>{NUMBER})"
    r"(?:\s*,?\s*(?:§|(?i:paragraphe|paragraaf))\s*(?P<paragraph>\d+))?"
    rf"(?P<more>(?(several)(?:(?:\s*,\s*|\s+(?i:et|en|ou|of|à|tot)\s+){NUMBER})*|))"
)
POINTED = rf"{START}(?P<pointed>(?:[^\W\d_]\.){{2,}}(?:[^\W\d_]{END})?)"
# "e-mail" and "email" are one word; otherwise a hyphen parts words, an inner apostrophe does not (aujourd'hui).
WORD = rf"(?P<word>(?:(?<!\w)[eE]-(?=[^\W\d_]{{3}}))?{LETTER}+(?:[\u0300-\u036f]+{LETTER}*|['’]{LETTER}+)*)"
TOKENS = {
    "fr": re.compile(rf"(?={LETTER})(?:{ELISION}|{LEGAL}|{POINTED}|{WORD})"),
    "nl": re.compile(rf"(?={LETTER})(?:{LEGAL}|{POINTED}|{WORD})"),
    "en": re.compile(rf"(?={LETTER})(?:{LEGAL}|{POINTED}|{WORD})"),
}
#: Languages with a list of words by which missing accents are put back; English has none to miss.
ACCENTED = ("fr", "nl")
WITH_GENITIVE = ("nl", "en")
# A text can be parted here without parting a word: what follows cannot be the rest of a reference to an article.
CUT = re.compile(
    r"[.!?;:]\s+(?=[^\W\d_])(?!(?:et|en|ou|of|à|tot)\b)"
    r"(?!(?i:n°|nr|paragra|bis|ter|quater|quinquies|sexies|septies|octies|novies|decies))"
)
ARTICLE = re.compile(r"art\d")  # the term of one
GENITIVE = re.compile(r"['’]s$", re.IGNORECASE)
ACRONYM = range(2, 6)  # Letters of a word in capitals that is neither stemmed nor a stop word: "PAS", "SES", "AL".


class Word(NamedTuple):
    """A word that says something, where it stands in its text, and the form that :meth:`Analyzer.term` takes."""

    start: int
    end: int
    text: str


class Term(NamedTuple):
    exact: str
    stem: str
    parts: tuple[str, ...]


class Columns(NamedTuple):
    """The three streams of terms of one text, each joined by blanks."""

    exact: str
    stem: str
    parts: str


class Analyzer:
    """The words and terms of one language; safe to share between threads."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.stop_words = frozenset(compounds.lines_of(f"stop_{language}").split())
        self.in_full = compounds.pairs_of(f"short_{language}")
        self._local = threading.local()
        self.term = lru_cache(maxsize=CACHED_WORDS)(self._term)
        self.word = lru_cache(maxsize=CACHED_WORDS)(self._word)
        self.terms_in = lru_cache(maxsize=CACHED_WORDS)(self._terms_in)

    def words(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
        """Yield the words of ``text`` in order, or those of one of its passages, without stop words and elisions."""
        shouted = text.isupper() and len(text.split()) > 1
        for match in TOKENS[self.language].finditer(text, start, len(text) if end is None else end):
            kind = match.lastgroup
            if kind == "word":
                word = self.word(match[0], shouted)
                if word:
                    yield Word(match.start(), match.end(), word)
            elif kind == "pointed":
                yield Word(match.start(), match.end(), match[0].replace(".", "").upper())
            elif kind == "more":
                yield from _articles(match)

    def passages(self, text: str, terms: Collection[str]) -> Iterator[tuple[int, int]]:
        """Yield start and end of the passages of ``text`` that hold all its words with any of ``terms``.

        What is between blanks is looked up first: most of a long text need not be read for a few words. Articles of law
        are the only words with blanks inside, and a text in capitals is one to itself.
        """
        if text.isupper():
            yield 0, len(text)
            return
        runs = set(text.split())
        found = [run for run in runs if not self.terms_in(run).isdisjoint(terms)]
        if any(ARTICLE.match(term) for term in terms):
            found += [run for run in runs if "art" in run.lower()]
        cuts = [0, *(cut.end() for cut in CUT.finditer(text)), len(text)] if found else []
        for number in sorted({bisect_right(cuts, place) for run in found for place in _places(run, text)}):
            yield cuts[number - 1], cuts[number]

    def _terms_in(self, run: str) -> frozenset[str]:
        """Return every term of what stands between two blanks."""
        terms = (self.term(word.text) for word in self.words(run))
        return frozenset(name for term in terms for name in (term.exact, term.stem, *term.parts))

    def columns(self, text: str) -> Columns:
        """Return the three streams of terms of ``text``."""
        terms = [self.term(word.text) for word in self.words(text)]
        return Columns(
            " ".join(term.exact for term in terms),
            " ".join(term.stem for term in terms),
            " ".join(part for term in terms for part in term.parts),
        )

    def _word(self, token: str, shouted: bool) -> str:
        """Return the form of ``token`` that is looked up, empty for a stop word."""
        token = GENITIVE.sub("", token) if self.language in WITH_GENITIVE else token
        if not shouted and len(token) in ACRONYM and token.isupper() and token.isalpha():
            return token
        token = normalize("NFC", token).lower().replace("-", "")
        folded = fold(token)
        return self.in_full.get(folded, token) if folded and folded not in self.stop_words else ""

    def _term(self, word: str) -> Term:
        article, _, paragraph = word.partition("§")
        if paragraph:
            return Term(article, article, (f"{article}par{paragraph}",))
        exact = fold(word)[:LONGEST_TERM]
        if word.isupper() or exact.isdigit():
            return Term(exact, exact, ())
        parts = compounds.dutch().split(exact) if self.language == "nl" else ()
        return Term(exact, self._stem(word), tuple(self._stem(part) for part in parts))

    def _stem(self, word: str) -> str:
        """Stem before folding: Snowball’s French needs accents (expulsée, expulsion), here those usual for the word."""
        try:
            stemmer = self._local.stemmer
        except AttributeError:
            stemmer = self._local.stemmer = Stemmer.Stemmer(SNOWBALL[self.language])  # Not safe across threads.
        plain = fold(word)
        accented = accents(self.language).restored(plain) if self.language in ACCENTED else plain
        return fold(stemmer.stemWord(accented))[:LONGEST_TERM]


def _places(run: str, text: str) -> Iterator[int]:
    """Yield where ``run`` stands in ``text``, also within longer ones."""
    place = text.find(run)
    while place >= 0:
        yield place
        place = text.find(run, place + len(run))


def _articles(match: re.Match[str]) -> Iterator[Word]:
    """Yield a word for each article of one reference: "articles 3 et 4" holds two."""
    paragraph = f"§{match['paragraph']}" if match["paragraph"] else ""
    yield Word(match.start(), match.start("more"), _article(match["number"]) + paragraph)
    for number in re.finditer(NUMBER, match["more"]):
        start = match.start("more") + number.start()
        yield Word(start, start + len(number[0]), _article(number[0]))


def _article(number: str) -> str:
    """Return the unit of an article: ``art135``, ``art23x1`` for 23/1, ``art1`` for 1er."""
    plain = re.sub(r"(?<=\d)er$", "", re.sub(r"\s", "", number.lower()))
    return "art" + fold(re.sub("[/:.]", "x", plain))


@cache
def analyzer(language: str) -> Analyzer:
    """Return the one analyzer of ``language`` in this process."""
    return Analyzer(language)


def _version() -> str:
    own = (compounds.lines_of(f"{name}_{language}") for language in SNOWBALL for name in ("stop", "short"))
    lists = [*own, compounds.own_lists()]
    code = ((files("search") / f"{name}.py").read_bytes() for name in CODE)
    digest = hashlib.sha256("\n".join(lists).encode() + b"".join([*map(word_list, ACCENTED), *code]))
    return f"{RULES}-{Stemmer.version()}-{digest.hexdigest()[:12]}"


ANALYSIS_VERSION = _version()
