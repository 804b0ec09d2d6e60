from __future__ import annotations

import copy
from typing import Any

from django.db import models
from django.utils.text import format_lazy

import languages
from languages.text import Text, in_language


class TranslatedAttribute:
    """Read-only attribute of a model: its text in the active language, else in the other one."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, instance: models.Model | None, owner: type[models.Model] | None = None) -> Any:
        if instance is None:
            return self
        return in_language(instance, self.name, languages.active())

    def __set__(self, instance: models.Model, value: object) -> None:
        raise AttributeError(
            f"“{self.name}” is read in the active language; assign {' or '.join(field_names(self.name))} instead."
        )


class Translated:
    """A text declared once that yields a field per language.

    ``summary = Translated(models.CharField(max_length=220))`` gives ``summary_fr``, ``summary_nl`` and
    ``summary``, the ``Text`` of the active language, else of the other one. ``summary`` is a Python attribute:
    it is neither for ordering nor for ``values()``. ``attribute=False`` leaves it out where the name means
    something else, as ``slug`` does on a page.
    """

    def __init__(self, field: models.Field[Any, Any], *, attribute: bool = True) -> None:
        self.field = field
        self.attribute = attribute

    def contribute_to_class(self, cls: type[models.Model], name: str) -> None:
        for language in languages.LANGUAGES:
            # Not ``clone()``: a foreign key cannot be deconstructed before every model is loaded.
            field = copy.deepcopy(self.field)
            field.creation_counter = models.Field.creation_counter
            models.Field.creation_counter += 1
            label = self.field.verbose_name or name.replace("_", " ")
            field.verbose_name = format_lazy("{label} ({language})", label=label, language=language.name)
            field.contribute_to_class(cls, f"{name}_{language.code}")
        if self.attribute:
            setattr(cls, name, TranslatedAttribute(name))


def translated_names(model: type[models.Model]) -> list[str]:
    """Return the names of the texts that ``model`` declares per language, inherited ones included."""
    owned = (vars(owner).items() for owner in model.__mro__)
    return sorted({name for items in owned for name, value in items if isinstance(value, TranslatedAttribute)})


def field_names(name: str) -> list[str]:
    """Return the fields that hold one declared text: ``["summary_fr", "summary_nl"]``."""
    return [f"{name}_{code}" for code in languages.CODES]


__all__ = ["Text", "Translated", "field_names", "translated_names"]


def for_readers(row: Any, name: str) -> list[Any]:
    """Return what a row has in each language, that of the reader first; what serves both languages stands once."""
    code = languages.active()
    found = (getattr(row, f"{name}_{each}") for each in (code, languages.other(code)))
    return list(dict.fromkeys(value for value in found if value))
