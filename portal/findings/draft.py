"""A record as its author has it on the screen, with what the checks read of it, read once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.db.models import Field, Model
from modelcluster.models import get_all_child_relations

import languages
from portal import language_state
from portal.markdown import Rendered, render
from portal.markdown.fields import MarkdownField
from portal.markdown.resolver import PageLinks
from portal.published import Access


class Draft:
    """A version of a page.

    ``access`` is that of the person who asks, for links that lead nowhere; ``told`` are the places where something
    must be done anyway, of which nobody is told twice that they are empty.
    """

    def __init__(self, page: Any, access: Access) -> None:
        self.page = page
        self.access = access
        self.told: frozenset[str] = frozenset()

    @cached_property
    def texts(self) -> dict[str, dict[str, str]]:
        """Every text by language and name: ``steps.1.text`` is the text of the second step."""
        return {code: language_state.texts(self.page, code) for code in languages.CODES}

    @cached_property
    def markdown(self) -> dict[str, dict[str, str]]:
        """Those of the texts that are Markdown and not empty."""
        return {
            code: {name: text for name, text in texts.items() if text and self._is_markdown(name, code)}
            for code, texts in self.texts.items()
        }

    @cached_property
    def rendered(self) -> dict[str, dict[str, Rendered]]:
        """The Markdown as readers of each language would get it."""
        return {code: self._rendered(code) for code in languages.CODES}

    def words(self, code: str) -> Iterator[tuple[str, str]]:
        """Yield (name, words without any form) of the texts in one language."""
        for name, text in self.texts[code].items():
            if text and isinstance(text, str):
                yield name, self.rendered[code][name].text if name in self.rendered[code] else text

    def missing(self, code: str) -> list[str]:
        """Return the names of the texts that only the other language has."""
        own, others = self.texts[code], self.texts[languages.other(code)]
        return [name for name, text in others.items() if text and not own.get(name)]

    @cached_property
    def fields(self) -> list[tuple[str, Field[Any, Any], Model]]:
        """(place, field, row or page) of every column of the record and of its rows."""
        return list(self._fields())

    def _fields(self) -> Iterator[tuple[str, Field[Any, Any], Model]]:
        for field in self.page._meta.concrete_fields:
            yield field.name, field, self.page
        for relation in get_all_child_relations(self.page):
            name = relation.get_accessor_name()
            for number, row in enumerate(getattr(self.page, name).all()):
                for field in row._meta.concrete_fields:
                    yield f"{name}.{number}.{field.name}", field, row

    def _is_markdown(self, name: str, code: str) -> bool:
        relation, dot, rest = name.partition(".")
        model = type(self.page)
        if dot:
            model, name = getattr(model, relation).rel.related_model, rest.partition(".")[2]
        return isinstance(model._meta.get_field(f"{name}_{code}"), MarkdownField)

    def _rendered(self, code: str) -> dict[str, Rendered]:
        texts = self.markdown[code]
        links = PageLinks.of(texts.values(), language=code, access=self.access)
        return {name: render(text, links=links) for name, text in texts.items()}
