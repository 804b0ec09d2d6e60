"""What is known of words when a question is read: those of the records, those of the vocabulary, and which language has
them. Nothing here asks the database; what it holds is put together in :mod:`search.learned`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from typing import NamedTuple

import languages
from search.accents import accents
from search.analysis import ACCENTED, Word, analyzer
from search.folding import fold
from search.lexicon import Lexicon
from search.vocabulary import Vocabulary

LETTERS = re.compile(r"[^\W\d_]+")
#: A word of the other language is looked for as it stands where no more than this share of the records has it.
RARE = 0.02


class Correction(NamedTuple):
    """A word of the question as it was written and as it was read."""

    written: str
    read: str


class Read(NamedTuple):
    """A text as it was read, what was put right in it, and its words that nobody knows."""

    text: str
    corrections: tuple[Correction, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Knowledge:
    """The words of the records by language of the index, and the vocabulary."""

    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    lexicons: Mapping[str, Lexicon] = field(default_factory=dict)

    def spoken(self, text: str, language: str) -> str:
        """Return the language that knows most words of ``text``: ``language``, unless another knows more.

        Acronyms are of no language: "OCMW" is asked as often among French words.
        """
        words = [fold(word) for word in LETTERS.findall(text)]
        words = [word for word in words if not self.vocabulary.is_acronym(word)]
        known = {code: sum(self._has(word, code) for word in words) for code in languages.CODES}
        return max(known, key=lambda code: (known[code], code == language, code))

    def _has(self, word: str, language: str) -> bool:
        if word in analyzer(language).stop_words or self.vocabulary.knows(word, language):
            return True
        lexicon = self.lexicons.get(language)
        return word in accents(language).known or (lexicon is not None and lexicon.counts.get(word, 0) > 0)

    def read(self, text: str, language: str, denied: Set[int], *, literal: bool = False) -> Read:
        """Return ``text`` with the words that nobody knows in the spelling they probably have, unless ``literal``."""
        if literal or language not in self.lexicons:
            return Read(text)
        pieces, position, corrections, unknown = [], 0, [], []
        for word in analyzer(language).words(text):
            written = text[word.start : word.end]
            if not self._is_unknown(word, denied):
                continue
            unknown.append(written)
            if spelt := self._spelt(fold(word.text), language):
                pieces += [text[position : word.start], spelt]
                position = word.end
                corrections.append(Correction(written, spelt))
        return Read("".join([*pieces, text[position:]]), tuple(corrections), tuple(unknown))

    def _spelt(self, exact: str, language: str) -> str:
        """Return the spelling of an unknown word: that of the language of the question, else of a word that records or
        labels have in another; a word that a language has is not put right in another one."""
        found = _spelt(exact, language, self.lexicons[language])
        if found or any(exact in each.pieces for each in self.lexicons.values()):
            return found
        others = {code: each for code, each in self.lexicons.items() if code != language}
        return next((_spelt(exact, code, each) for code, each in others.items() if each.fix(exact) in each.counts), "")

    def _is_unknown(self, word: Word, denied: Set[int]) -> bool:
        exact = fold(word.text)
        known = any(each.knows(exact, denied) for each in self.lexicons.values())
        return not known and not word.text.isupper()

    def carried(self, exact: str, language: str) -> bool:
        """Tell whether a word of another language can name something in the index: a name, a number, an acronym."""
        lexicon = self.lexicons.get(language)
        return lexicon is None or (lexicon.counts.get(exact, 0) > 0 and lexicon.rare(exact, RARE))


def _spelt(exact: str, language: str, lexicon: Lexicon) -> str:
    """Return the spelling of a word that no index and no name has, empty where it is right or unlike any."""
    spelt = lexicon.fix(exact)
    if not spelt or (exact in lexicon.pieces and not ends_differ(exact, spelt)):
        return ""
    return lexicon.taught.get(spelt) or (accents(language).restored(spelt) if language in ACCENTED else spelt)


def ends_differ(one: str, other: str) -> bool:
    """Tell whether two words differ in their last letters only, as the forms of one word do."""
    return one[: len(one) - 2] == other[: len(one) - 2]


NOTHING_KNOWN = Knowledge()
