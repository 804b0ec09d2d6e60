"""The types of pages that the installed packages have, told apart by whether they hold a record."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, IntegerField, Q, Value, When
from wagtail.models import get_page_models

from portal.models.base import BilingualPage


def record_models() -> list[type[Any]]:
    return [model for model in _models() if model.kind]


def section_models() -> list[type[Any]]:
    """Return the home page, the index pages and the other pages that hold no record."""
    return [model for model in _models() if not model.kind]


def _models() -> list[type[Any]]:
    return [model for model in get_page_models() if issubclass(model, BilingualPage)]


def is_record() -> Q:
    """Return the condition on pages to be a record; it joins the types of content rather than asking for them first."""
    names = ((model._meta.app_label, model._meta.model_name) for model in record_models())
    types = (Q(content_type__app_label=package, content_type__model=name) for package, name in names)
    return reduce(or_, types, Q(pk=None))


def place_of_kind() -> Case:
    """Return the column with the place of the kind of a record among ``record_models``."""
    names = ((model._meta.app_label, model._meta.model_name) for model in record_models())
    places = (
        When(content_type__app_label=package, content_type__model=name, then=Value(place))
        for place, (package, name) in enumerate(names)
    )
    return Case(*places, output_field=IntegerField())
