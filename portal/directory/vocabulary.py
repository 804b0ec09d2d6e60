"""The vocabulary as a reader sees it: every theme with its labels and the records under it, in two queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import languages
from languages.text import Text
from portal.list_index import Bits, ListIndex
from portal.successors import successor
from portal.theme_tree import THEME, records_under
from themes.models import Label, Theme


@dataclass(frozen=True)
class Vocabulary:
    """The themes by key, and the records under each, those under what is narrower and what it replaces included."""

    themes: Mapping[int, Theme]
    records: Mapping[int, Bits]

    @classmethod
    def read(cls, index: ListIndex) -> Vocabulary:
        """Read the vocabulary with the records of a list."""
        themes = {theme.pk: theme for theme in Theme.objects.with_labels()}
        return cls(themes, records_under(themes, index.of(THEME)))

    def find(self, slug: str) -> Theme | None:
        """Return the theme with an identifier; None when readers are not to know of it."""
        theme = next((theme for theme in self.themes.values() if theme.slug == slug), None)
        return theme if theme and (self.is_shown(theme) or self.replacement(theme)) else None

    def is_shown(self, theme: Theme) -> bool:
        """Whether readers are told of a theme: one kept in reserve, or withdrawn, only while a record uses it."""
        if theme.deprecated and self.replacement(theme):
            return False
        return bool(self.number(theme)) or (theme.core and not theme.deprecated)

    def number(self, theme: Theme) -> int:
        return self.records.get(theme.pk, 0).bit_count()

    def replacement(self, theme: Theme) -> Theme | None:
        """Return the theme that readers are shown in place of a deprecated one, at the end of a chain."""
        if not theme.deprecated:
            return None
        replaced_by = {pk: each.replaced_by_id for pk, each in self.themes.items() if each.deprecated}
        last = self.themes[successor(replaced_by, theme.pk)]
        return last if not last.deprecated and self.is_shown(last) else None

    def above(self, theme: Theme) -> list[Theme]:
        """Return the broader themes, the broadest first."""
        found: list[Theme] = []
        while theme.broader_id and theme.broader_id not in {each.pk for each in found}:
            theme = self.themes[theme.broader_id]
            found.insert(0, theme)
        return [each for each in found if self.is_shown(each)]

    def narrower(self, theme: Theme) -> list[Theme]:
        return self.in_order(pk for pk, each in self.themes.items() if each.broader_id == theme.pk)

    def in_order(self, keys: Iterable[int]) -> list[Theme]:
        """Return those of the themes that readers are told of, by their label."""
        shown = [self.themes[pk] for pk in keys if pk in self.themes and self.is_shown(self.themes[pk])]
        return sorted(shown, key=lambda each: str(each.label).casefold())


def other_label(theme: Theme) -> Text | None:
    """Return the term in the language that is not being read, if it has one there."""
    code = languages.other(languages.active())
    label = theme.label_in(code)
    return label if label.language == code and label.foreign else None


def alternatives(theme: Theme) -> list[Text]:
    """Return the other words for a theme in the language being read."""
    code, kind = languages.active(), Label.Kind.ALTERNATIVE
    return [Text(label.text, code) for label in theme.labels.all() if label.language == code and label.kind == kind]
