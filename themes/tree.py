"""Walking up the vocabulary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from themes.models import Theme


def upwards(themes: Mapping[int, Theme], pk: int) -> Iterator[int]:
    """Yield a key, those of every broader theme and of what replaces any of them, each once.

    It ends even if two editors have just made a circle.
    """
    waiting: list[int | None] = [pk]
    seen: set[int] = set()
    while waiting:
        each = waiting.pop()
        if each is not None and each in themes and each not in seen:
            seen.add(each)
            yield each
            waiting += [themes[each].broader_id, themes[each].replaced_by_id]
