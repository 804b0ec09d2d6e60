"""One thing that an author should look at, and where it is in the form."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst

import languages
from portal.language_state import text_label


class Weight(StrEnum):
    """An obstacle keeps a record from being published; what is asked for validation counts once somebody wants that."""

    OBSTACLE = "obstacle"
    ADVICE = "advice"
    VALIDATION = "validation"


@dataclass(frozen=True)
class Finding:
    """``place`` is a field, ``steps.1.text_fr`` for one of a row, a relation, or nothing for the record as a whole.

    ``label`` and ``language`` say in words where it is; ``language`` is empty where there are not two.
    """

    place: str
    message: str
    label: str = ""
    language: str = ""
    weight: Weight = Weight.ADVICE


def found(page: Any, place: str, message: object, weight: Weight = Weight.ADVICE) -> Finding:
    """Return a finding about a place of a record, with the words for it."""
    label, code = _words(page, place) if place else ("", "")
    return Finding(place, str(message), label, languages.BY_CODE[code].name if code else "", weight)


def _words(page: Any, place: str) -> tuple[str, str]:
    name, _underscore, code = place.rpartition("_")
    if code in languages.CODES and name:
        return text_label(page, name, code), code
    try:
        return _label(page, place), ""
    except FieldDoesNotExist:
        return "", ""


def _label(page: Any, place: str) -> str:
    if "." not in place:
        field = type(page)._meta.get_field(place)
        name = field.related_model._meta.verbose_name_plural if field.auto_created else field.verbose_name
        return capfirst(str(name))
    relation, number, name = place.split(".")
    model = type(page)._meta.get_field(relation).related_model
    return f"{capfirst(model._meta.verbose_name)} {int(number) + 1}: {model._meta.get_field(name).verbose_name}"
