"""Finding a row by any of its words in any language, whatever the accents and the case.

The tables hold hundreds of rows, not more: they are folded and compared in Python, which every database does alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from anyascii import anyascii
from django import forms
from django.db.models import Case, Model, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm

M = TypeVar("M", bound=Model)
LONGEST_QUERY = 100
TOO_FAR = 3
#: Nobody reads further down a list; databases bound the parameters of a query.
MOST_FOUND = 500


def folded(text: str) -> str:
    """Return a text without accents, case and superfluous blanks."""
    return " ".join(anyascii(text).casefold().split())


def ranked(rows: QuerySet[M], texts: Iterable[str], query: str) -> QuerySet[M]:
    """Keep the rows of which every word of ``query`` stands in one of the texts; the closest come first.

    ``texts`` are names of columns, also of related tables.
    """
    wanted = folded(query[:LONGEST_QUERY])
    near: dict[int, list[Any]] = {}
    for pk, values in _texts_by_row(rows, texts).items():
        near.setdefault(_distance(values, wanted), []).append(pk)
    near.pop(TOO_FAR, None)
    if not near:
        return rows.none()
    nearest = [pk for distance in sorted(near) for pk in near[distance]][:MOST_FOUND]
    places = Case(
        *(When(pk__in=near[distance][:MOST_FOUND], then=Value(distance)) for distance in near), default=Value(TOO_FAR)
    )
    return rows.filter(pk__in=nearest).order_by(places, *rows.query.order_by)


def _texts_by_row(rows: QuerySet[Any], texts: Iterable[str]) -> dict[Any, set[str]]:
    found: dict[Any, set[str]] = {}
    for pk, *values in rows.order_by().values_list("pk", *texts):
        found.setdefault(pk, set()).update(folded(str(value)) for value in values if value)
    return found


def _distance(texts: set[str], wanted: str) -> int:
    """Return 0 when one of the texts is meant, 1 when one begins so, 2 when every word stands somewhere in them."""
    if not wanted:
        return TOO_FAR
    if wanted in texts:
        return 0
    if any(text.startswith(wanted) for text in texts):
        return 1
    return 2 if all(any(word in text for text in texts) for word in wanted.split()) else TOO_FAR


class WordsForm(BaseFilterForm):
    """The search box of a chooser; a subclass names the ``texts`` that are searched."""

    texts: tuple[str, ...] = ()

    q = forms.CharField(
        label=_("Search"),
        max_length=LONGEST_QUERY,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("Any word, in French or Dutch")}),
    )

    def filter(self, objects: QuerySet[M]) -> QuerySet[M]:
        query = self.cleaned_data.get("q", "")
        if not query:
            return objects
        self.is_searching, self.search_query = True, query
        return ranked(objects, self.texts, query)


def words_form(texts: Iterable[str]) -> type[WordsForm]:
    """Return the search box for these columns."""
    return type("WordsForm", (WordsForm,), {"texts": tuple(texts)})
