"""The themes that somebody may choose, as a tree of what readers are shown of the vocabulary."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from languages.text import Text
from portal.directory.vocabulary import Vocabulary
from portal.published import Access
from portal.record_index import record_index
from themes.models import Theme


@dataclass(frozen=True)
class Option:
    """A theme with those under it, which come with it."""

    slug: str
    label: Text
    narrower: tuple[Option, ...] = ()


@dataclass(frozen=True)
class Ticked:
    """An option as a form shows it; ``is_open`` where something below it is ticked."""

    option: Option
    is_ticked: bool
    is_open: bool
    narrower: tuple[Ticked, ...]


def ticked(tree: Iterable[Option], chosen: Collection[str]) -> tuple[Ticked, ...]:
    """Return the tree with what is chosen in it."""
    found = []
    for option in tree:
        below = ticked(option.narrower, chosen)
        is_open = any(each.is_ticked or each.is_open for each in below)
        found.append(Ticked(option, option.slug in chosen, is_open, below))
    return tuple(found)


def options() -> list[Option]:
    """Return the broadest themes with all that is narrower, each level by label, in the active language.

    Every reader sees the same: what only members may read plays no part.
    """
    vocabulary = Vocabulary.read(record_index(Access.anonymous()))
    shown = [theme for theme in vocabulary.themes.values() if vocabulary.is_shown(theme)]
    keys = {theme.pk for theme in shown}
    top = [theme for theme in shown if theme.broader_id not in keys]
    return [_option(vocabulary, theme) for theme in _by_label(top)]


def _option(vocabulary: Vocabulary, theme: Theme) -> Option:
    below = tuple(_option(vocabulary, each) for each in vocabulary.narrower(theme))
    return Option(theme.slug, theme.label, below)


def _by_label(themes: list[Theme]) -> list[Theme]:
    return sorted(themes, key=lambda theme: str(theme.label).casefold())


def flat(tree: Iterable[Option]) -> Iterator[Option]:
    """Yield every theme of the tree."""
    for option in tree:
        yield option
        yield from flat(option.narrower)
