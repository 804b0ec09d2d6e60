"""The spelling of questions, put right from the words that the records themselves hold.

A word that no record and no label of the vocabulary has is read as the nearest one that they do have: one slip of the
pen away in words of four and five letters, two in longer ones (a letter too many, missing or wrong, or two neighbours
changed over); among equally near words the one that most records hold. Words are compared folded, without accents.

What can be reached with one slip is made from the word itself and looked up; for two slips the words of about its
length are gone through, and their letters compared as sets first. Deletions kept of every word would answer the rare
second case faster, but take seconds and hundreds of megabytes of every process to keep, and must be made again after
each change.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import lru_cache
from heapq import nlargest

LETTERS = "abcdefghijklmnopqrstuvwxyz"
SHORTEST = 4  # letters of a word that is put right
SHORTEST_FOR_TWO = 6
FIXES_KNOWN = 2_000


@dataclass(frozen=True)
class Words:
    """The folded words of an index, with the number of documents that hold them.

    ``public`` counts the documents that anyone may see. ``closed`` has, for words of others, the restrictions on each
    of those: whoever is denied none of one such set may know the word. ``documents`` is the number of public documents
    and ``mark`` that of the state of the index, as its engine tells it.
    """

    mark: str = ""
    documents: int = 0
    public: Mapping[str, int] = field(default_factory=dict)
    closed: Mapping[str, Set[frozenset[int]]] = field(default_factory=dict)


class Lexicon:
    """The words of the index of one language, with those of labels; read-only, so threads may share it.

    Only words that anyone may read are offered. ``taught`` are further words, folded, with the way they are written,
    ``stop_words`` those that no index has and ``pieces`` those that a general list of the language has; in a language
    with ``joints`` words are put together from these.
    """

    def __init__(
        self,
        words: Words,
        taught: Mapping[str, str] | None = None,
        stop_words: Set[str] = frozenset(),
        joints: tuple[str, ...] = (),
        pieces: Set[str] = frozenset(),
    ) -> None:
        self.mark = words.mark
        self.documents = words.documents
        self.closed = words.closed
        self.taught = taught or {}
        self.joints = joints
        self.pieces = pieces
        self.counts = dict.fromkeys(stop_words, words.documents) | dict.fromkeys(self.taught, 0) | dict(words.public)
        self._sorted = sorted(self.counts.keys() - stop_words)
        self._by_length: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for word in filter(str.isalpha, self.counts):
            self._by_length[len(word)].append((letters(word), word))
        self.fix = lru_cache(maxsize=FIXES_KNOWN)(self._fix)

    def knows(self, word: str, denied: Set[int] = frozenset()) -> bool:
        """Tell whether a record that the reader may see, or a label, has the folded ``word``."""
        return word in self.counts or any(not (each & denied) for each in self.closed.get(word, ()))

    def rare(self, word: str, share: float) -> bool:
        """Tell whether no more than this share of the documents holds the folded ``word``."""
        return self.counts.get(word, 0) <= share * self.documents

    def _fix(self, word: str) -> str:
        """Return the known word that the unknown ``word`` stands for, empty where none is near."""
        if len(word) < SHORTEST or not word.isalpha():
            return ""
        slips = set(one_slip(word)) - {word}
        near: Set[str] = self.counts.keys() & slips
        if not near and word not in self.pieces:
            near = self.pieces & slips
        if not near and self.joints:
            near = set(self._in_pieces(word))
        if not near and len(word) >= SHORTEST_FOR_TWO:
            near = set(self._two_slips(word))
        return max(near, key=lambda each: (each[0] == word[0], self.counts.get(each, 0), each), default="")

    def _in_pieces(self, word: str) -> Iterator[str]:
        """Yield what a compound becomes by one slip in one of two pieces, of which the other one is a word."""
        pairs = [(word[:end], word[end:]) for end in range(SHORTEST, len(word) - SHORTEST + 1)]
        parted = [(first, joint, last) for first, rest in pairs for joint, last in self._after_joint(rest)]
        if any(self._is_word(first) and self._is_word(last) for first, _joint, last in parted):
            return  # Nothing is wrong with it: no record has put these two together.
        for first, joint, last in parted:
            if self._is_word(first):
                yield from (f"{first}{joint}{each}" for each in self._pieces_near(last))
            elif self._is_word(last):
                yield from (f"{each}{joint}{last}" for each in self._pieces_near(first))

    def _after_joint(self, rest: str) -> Iterator[tuple[str, str]]:
        for joint in self.joints:
            if rest.startswith(joint) and len(rest) - len(joint) >= SHORTEST:
                yield joint, rest[len(joint) :]

    def _is_word(self, piece: str) -> bool:
        return piece in self.pieces or self.counts.get(piece, 0) > 0

    def _pieces_near(self, piece: str) -> Set[str]:
        near = {each for each in one_slip(piece) if len(each) >= SHORTEST}
        return near & self.counts.keys() or near & self.pieces

    def _two_slips(self, word: str) -> Iterator[str]:
        own = letters(word)
        for length in range(len(word) - 2, len(word) + 3):
            for mask, each in self._by_length.get(length, ()):
                if (mask ^ own).bit_count() <= 4 and distance(word, each, 2) <= 2:
                    yield each

    def complete(self, start: str, most: int = 8) -> list[str]:
        """Return the words that begin with the folded ``start``, those that most records hold first."""
        words: list[str] = []
        for place in range(bisect_left(self._sorted, start), len(self._sorted)):
            if not self._sorted[place].startswith(start):
                break
            words.append(self._sorted[place])
        return nlargest(most, words, key=lambda word: (self.counts[word], word))


def letters(word: str) -> int:
    """Return the set of the letters of a folded word as bits; one slip changes two of them at most."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 31)
    return bits


def one_slip(word: str) -> Iterator[str]:
    """Yield what a folded word becomes by one deletion, change of neighbours, wrong or additional letter."""
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in LETTERS)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        yield from (before + letter + after for letter in LETTERS)


def distance(one: str, other: str, most: int) -> int:
    """Return the optimal string alignment distance of two words, or ``most + 1`` where it is greater."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    above: list[int] = []
    row = list(range(len(other) + 1))
    for line, letter in enumerate(one, start=1):
        twice_above, above, row = above, row, [line]
        for place, each in enumerate(other, start=1):
            cost = min(above[place] + 1, row[-1] + 1, above[place - 1] + (letter != each))
            if line > 1 and place > 1 and letter == other[place - 2] and one[line - 2] == each:
                cost = min(cost, twice_above[place - 2] + 1)
            row.append(cost)
        if min(row) > most and min(above) > most - 1:
            return most + 1
    return row[-1]
