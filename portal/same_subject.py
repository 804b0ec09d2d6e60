"""Records on the same subject as one that is read: whoever finds them says which, the page reads them with the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from portal.cards import Card, Neighbour
from portal.published import Access

#: So many are shown.
MOST = 4

#: A page and what its reader may see → keys of pages, the nearest first; whether they are shown is asked again.
Finder = Callable[[Any, Access], Sequence[int]]

_finders: list[Finder] = []


def register(finder: Finder) -> None:
    """Add a finder, called from ``ready()`` of the package that can find."""
    _finders.append(finder)


def nearest(page: Any, access: Access) -> list[int]:
    """Return the keys of the pages that any finder names, each once."""
    return list(dict.fromkeys(pk for find in _finders for pk in find(page, access)))


def on_the_same_subject(neighbours: Iterable[Neighbour], near: Sequence[int]) -> list[Card]:
    """Return the cards of a page for ``near``, without the records to which the page relates itself."""
    cards = {each.card.pk: each.card for each in neighbours if not each.relation and each.card.url}
    return [cards[pk] for pk in near if pk in cards][:MOST]
