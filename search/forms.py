"""What a reader may ask of the search page. Nothing is refused: what cannot be meant is left out and said."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

import languages
from search.folding import clean
from search.labels import FACETS, Labelled, Labels
from search.plan import LONGEST_TEXT, Filter, Order

MOST_PAGES = 100
MOST_VALUES = 20  # of one facet
LONGEST_VALUE = 100  # characters
BOTH = "all"


@dataclass(frozen=True)
class Question:
    """What a reader asks: in the languages named, his own first, and on which page of the results he is.

    With ``literal`` the words are looked for as they are written.
    """

    text: str
    languages: tuple[str, ...]
    filters: tuple[Filter, ...] = ()
    order: Order = Order.RELEVANCE
    page: int = 1
    literal: bool = False


class TextField(forms.CharField):
    """Words, without what is not text; too long a text is shortened."""

    def to_python(self, value: Any) -> str:
        return clean(str(value or "")).strip()[: LONGEST_TEXT + 1]


class OneOfField(forms.CharField):
    """One of a few values; any other is as good as none."""

    def __init__(self, *values: str, initial: str = "") -> None:
        super().__init__(required=False, initial=initial)
        self.values = values

    def to_python(self, value: Any) -> str:
        return str(value) if value in self.values else str(self.initial)


class PageField(forms.IntegerField):
    """A page of results between the first and the last that is offered."""

    def to_python(self, value: Any) -> int:
        text = str(value or "")
        if not (text.isascii() and text.isdigit()):
            return 1
        return max(1, min(int(text[:6]), MOST_PAGES))


class ValuesField(forms.MultipleChoiceField):
    """Values of a facet as they stand in the address; whether they exist is looked up in ``SearchForm.clean``."""

    def to_python(self, value: Any) -> list[str]:
        values = [clean(str(each)).strip()[:LONGEST_VALUE] for each in value or ()]
        return [each for each in dict.fromkeys(values) if each][:MOST_VALUES]

    def validate(self, value: Any) -> None:
        """Accept all: see ``to_python``."""


class SearchForm(forms.Form):
    q = TextField(label=_("Search the knowledge base"), required=False)
    language = OneOfField(*languages.CODES, BOTH)
    order = OneOfField(*Order, initial=Order.RELEVANCE)
    exact = OneOfField("1")
    page = PageField(required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.fields.update({name: ValuesField(label=label, required=False) for name, label in FACETS.items()})
        self.labels = Labels()
        self.chosen: dict[str, list[Labelled]] = {}
        self.is_valid()

    def clean(self) -> dict[str, Any]:
        for name in FACETS:
            self.chosen[name] = self.labels.of(name, self.cleaned_data[name])
        return self.cleaned_data

    @property
    def dropped(self) -> bool:
        """Whether a value was asked for that does not exist."""
        return any(len(self.cleaned_data[name]) > len(chosen) for name, chosen in self.chosen.items())

    @property
    def languages(self) -> tuple[str, ...]:
        own, asked = languages.active(), self.cleaned_data["language"]
        return (own, languages.other(own)) if asked == BOTH else (asked or own,)

    @property
    def question(self) -> Question:
        values = {name: tuple(each.value for each in chosen) for name, chosen in self.chosen.items()}
        return Question(
            text=self.cleaned_data["q"],
            languages=self.languages,
            filters=tuple(Filter(name, chosen) for name, chosen in values.items() if chosen),
            order=Order(self.cleaned_data["order"]),
            page=self.cleaned_data["page"],
            literal=self.cleaned_data["exact"] == "1",
        )

    @property
    def is_first_page(self) -> bool:
        """Whether something is asked for the first time: further pages and filters only go on with it."""
        return self.cleaned_data["page"] == 1 and not any(self.chosen.values())

    @property
    def only(self) -> str:
        """The one language asked for, empty for both."""
        asked = self.languages
        return asked[0] if len(asked) == 1 else ""

    @property
    def address(self) -> str:
        """The query string of this question, without the page of the results."""
        return self._address()

    @property
    def in_both(self) -> str:
        return self._address(language=BOTH)

    @property
    def as_written(self) -> str:
        """The question with its words looked for as they are written."""
        return self._address(exact="1")

    @property
    def without_filters(self) -> str:
        return self._address(without=set(FACETS))

    def _address(self, *, without: Collection[str | tuple[str, str]] = (), **changes: str) -> str:
        """Return the query string without facets or single values of them, and with ``changes``."""
        query = QueryDict(mutable=True)
        for name in ("q", "language", "order", "exact"):
            value = changes.get(name, self.cleaned_data[name])
            if value and value != self.fields[name].initial:
                query[name] = value
        for name in (name for name in self.chosen if name not in without):
            values = (each.value for each in self.chosen[name])
            query.setlist(name, [value for value in values if (name, value) not in without])
        return query.urlencode()

    @property
    def removable(self) -> list[Removable]:
        """The filters in force, each with the question without it."""
        return [
            Removable(each.label, self._address(without=[(name, each.value)]))
            for name, chosen in self.chosen.items()
            for each in chosen
        ]


@dataclass(frozen=True)
class Removable:
    label: Any
    query: str


class TypedForm(forms.Form):
    """What was typed so far."""

    q = TextField(required=False)

    @property
    def typed(self) -> str:
        self.is_valid()
        return str(self.cleaned_data.get("q", ""))


class ApiForm(forms.Form):
    """The parameters of the API that the page has other names for: ``lang``, and ``also`` for a second language."""

    lang = OneOfField(*languages.CODES, initial=languages.CODES[0])
    also = OneOfField(*languages.CODES)

    @property
    def language(self) -> str:
        """The language asked in, in which the labels of facets are told too."""
        self.is_valid()
        return str(self.cleaned_data["lang"])

    def as_query(self) -> QueryDict:
        """Return the question as the page takes it."""
        query = self.data.copy()
        other = self.cleaned_data["also"]
        query["language"] = BOTH if other and other != self.language else self.language
        return query
