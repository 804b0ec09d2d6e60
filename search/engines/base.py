"""What every search engine promises; nothing outside this package sees more of one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from search.lexicon import Words
from search.plan import Plan


class EngineDown(Exception):
    """The engine cannot answer; ``slow`` when finding that out took the reader's time."""

    def __init__(self, reason: str, *, slow: bool = False) -> None:
        super().__init__(reason)
        self.slow = slow


class IndexUnusable(EngineDown):
    """There is no index that can serve: none, one made with other rules, a broken one. Building it anew helps."""


@dataclass(frozen=True)
class Change:
    """What a document is from ``seq`` on; a document that is ``deleted`` has a key and no more.

    ``day`` and ``verified`` count from 1 January 1970, ``until`` is the second from which the document is no longer
    shown, ``facets`` are pairs of a facet and a value. ``files`` is the text of what is attached: a zone of its own
    beside title and body, so that a long file does not weigh on how the words of the body count.
    """

    key: str
    seq: int
    page: int
    deleted: bool = False
    title: str = ""
    lead: str = ""
    body: str = ""
    files: str = ""
    facets: tuple[tuple[str, str], ...] = ()
    day: int | None = None
    verified: int | None = None
    until: int | None = None
    restrictions: tuple[int, ...] = ()


@dataclass(frozen=True)
class Hidden:
    """A document that some or all readers may no longer find, from ``seq`` on."""

    language: str
    key: str
    seq: int


@dataclass(frozen=True)
class Hit:
    """A document found; ``day`` and ``verified`` count from 1 January 1970."""

    key: str
    page: int
    day: int | None
    verified: int | None = None


@dataclass(frozen=True)
class Hits:
    """One page of the ranking, the exact number of all that was found, and counts per facet and value.

    The counts of a facet leave out what is chosen in it, so that a further value can be chosen. ``pages`` are those of
    everything found, whatever is chosen, where the query asks to list them.
    """

    total: int = 0
    hits: tuple[Hit, ...] = ()
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    pages: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Health:
    """``indexed`` is the seq up to which changes are in the index, ``problem`` is empty when it serves.

    ``remedy`` is what an operator does about the problem.
    """

    language: str
    name: str
    documents: int
    indexed: int
    problem: str = ""
    remedy: str = "the worker rebuilds it, or run: manage.py search_rebuild"


class Outbox(Protocol):
    """The documents of one language, as the main database has them."""

    def last(self) -> int:
        """Return the highest seq given so far."""

    def since(self, seq: int) -> Iterable[Change]:
        """Return what changed after ``seq``, deletions included, in the order of ``seq``."""

    def everything(self) -> Iterable[Change]:
        """Return every document that is not deleted."""


class Engine(Protocol):
    #: Whether changes are applied before the answer to an editor: an engine in the same process is quick enough, and
    #: another machine must not be waited for.
    near: bool

    def search(self, plan: Plan) -> Hits:
        """Return what ``plan`` finds, or raise :class:`EngineDown`."""

    def suggest(
        self, language: str, starts: Sequence[str], denied: frozenset[int], now: int, n: int
    ) -> tuple[Hit, ...]:
        """Return up to ``n`` documents whose titles hold, for each of ``starts``, a word that begins with it.

        ``starts`` are exact terms or beginnings of such; ``denied`` and ``now`` are those of a query. The newest come
        first (day, then page, then key, as in a list by date). Raises :class:`EngineDown`.
        """

    def catch_up(self, language: str, outbox: Outbox) -> int:
        """Apply what ``outbox`` has and the index has not, and return how many changes that was.

        Repeats do no harm and order is kept. Raises :class:`IndexUnusable` where there is no index to apply it to.
        """

    def hide(self, documents: Iterable[Hidden]) -> None:
        """Take documents away from readers before anything else; gone when it returns.

        They are those that were deleted or restricted; ``catch_up`` puts back what is still to be found, by some. What
        it has put back already stays.
        """

    def rebuild(self, language: str, outbox: Outbox, progress: Callable[[int], None]) -> int:
        """Build the index of a language beside the one that serves, switch, and return its number of documents."""

    def keys(self, language: str) -> dict[str, int]:
        """Return the key and the seq of every document in the index."""

    def mark(self, language: str) -> str:
        """Return a mark of the state of the index, another one after each change; cheap. May raise EngineDown."""

    def words(self, language: str) -> Words:
        """Return the words of the index, or raise :class:`EngineDown`."""

    def health(self, language: str) -> Health:
        """Tell the state of the index of one language; never raises."""
