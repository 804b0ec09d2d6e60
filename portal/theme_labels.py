"""The preferred labels of themes, read in the same query as what the themes stand on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery

import languages
from languages.fields import field_names
from languages.text import Text, in_language
from themes.models import Label


@dataclass(frozen=True)
class ThemeLabel:
    """A theme as readers see it: its identifier in addresses, its label in the language being read."""

    slug: str
    label: Text


def labels_of(theme: str) -> dict[str, Subquery]:
    """Return annotations ``label_fr``, ``label_nl`` for rows that hold the key of a theme in the field ``theme``."""
    preferred = Label.objects.filter(theme_id=OuterRef(theme), kind=Label.Kind.PREFERRED)
    names = zip(field_names("label"), languages.CODES, strict=True)
    return {name: Subquery(preferred.filter(language=code).values("text")[:1]) for name, code in names}


def label_in_row(row: Any, slug: str) -> Text:
    """Return the label of a row with these annotations; a theme without labels is called by its identifier."""
    code = languages.active()
    return in_language(row, "label", code) or Text(slug, code)


def theme_of(item: Any) -> ThemeLabel:
    """Return the theme of an item; one read without annotations, as in a draft, asks for its labels."""
    annotated = all(name in vars(item) for name in field_names("label"))
    return ThemeLabel(item.tag.slug, label_in_row(item, item.tag.slug) if annotated else item.tag.label)
