"""Where the site keeps personal data: every model and field, whose, why, on which ground, how long.

Packages declare what is theirs in ``ready()``. From the declarations come what a person is given or has erased, the
record of processing (GDPR, article 30), and a test that finds a field that nobody declared.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

import languages

Words = str | Promise
Field = models.Field[Any, Any]

#: Names of fields that hold, or may hold, something of a person. A field that only sounds so is declared as such.
TELLING = re.compile(
    r"(^|_)(e?mail|mailbox|recipient|names?|first|last|surname|(tele)?phone|mobile|ip|network|agent|person|author"
    r"|contact|address|sender|subscriber)(_|$)"
)
#: Names of people are not translated: what has one per language is a thing or a body.
TRANSLATED_NAME = re.compile(rf"(^|_)name_({'|'.join(languages.CODES)})$")


class Basis(models.TextChoices):
    """What allows the processing."""

    CONSENT = "consent", _("consent of the person (GDPR, article 6(1)(a))")
    PUBLIC_TASK = "public_task", _("task carried out in the public interest (GDPR, article 6(1)(e))")
    LEGAL_OBLIGATION = "legal", _("legal obligation (GDPR, article 6(1)(c))")


@dataclass(frozen=True)
class PersonalData:
    """What one model keeps of people.

    ``model`` is a label, or an abstract class for all models made of it. ``find`` gives the rows of a normalised
    address, ``shown`` what of them the person is given: names of fields, or pairs of a label and a function of the
    row. ``erase`` forgets the address in them and returns how many rows it changed; a model without one says in
    ``kept`` what becomes of its rows. ``addresses`` is the field that holds addresses, by which erasures are done
    again after a backup was restored.
    """

    model: str | type[models.Model]
    fields: tuple[str, ...]
    whose: Words
    purpose: Words
    basis: Basis
    kept: Words
    shown: tuple[str | tuple[Words, Callable[[Any], object]], ...] = ()
    find: Callable[[str], QuerySet[Any]] | None = None
    erase: Callable[[str], int] | None = None
    addresses: str = ""

    @property
    def label(self) -> str:
        return self.model if isinstance(self.model, str) else self.model.__name__

    @property
    def models(self) -> list[type[models.Model]]:
        """The models with tables that the declaration is about."""
        if isinstance(self.model, str):
            return [apps.get_model(self.model)]
        return [each for each in apps.get_models() if issubclass(each, self.model)]

    @property
    def name(self) -> Words:
        """What people call the rows, in the active language."""
        return self.models[0]._meta.verbose_name_plural or self.label


class NotErased(Exception):
    """Something must be done before a person can be erased; the words say what."""


@dataclass(frozen=True)
class Found:
    """What is kept of one person in one model: each row as (name of the field, value)."""

    about: PersonalData
    rows: list[list[tuple[str, str]]]


_declared: list[PersonalData] = []
_harmless: dict[str, str] = {}


def declare(*data: PersonalData) -> None:
    """Add to the registry, called from ``ready()`` of the package whose models these are."""
    _declared.extend(data)


def harmless(reason: str, *fields: str) -> None:
    """Say of fields (``app.Model.field``) that they hold nothing of a person, whatever they are called."""
    _harmless.update(dict.fromkeys(fields, reason))


def declared() -> list[PersonalData]:
    """Return all declarations, in the order of their packages."""
    return list(_declared)


def tells_of_a_person(field: Field) -> bool:
    """Whether a field looks as if it held personal data: addresses of mail, names, networks, links to a person.

    What leads to a row that holds an address leads to a person, be it an account or a subscriber.
    """
    people = {"organisations.Person", *(data.label for data in _declared if data.addresses)}
    if isinstance(field.related_model, type) and field.related_model._meta.label in people:
        return True
    if isinstance(field, models.EmailField | models.GenericIPAddressField):
        return True
    if TRANSLATED_NAME.search(field.name):
        return False
    return isinstance(field, models.CharField | models.TextField) and bool(TELLING.search(field.name))


def undeclared() -> list[str]:
    """Return the fields, as ``app.Model.field``, that look like personal data and are in no declaration."""
    return sorted(
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in _own_fields(model)
        if tells_of_a_person(field) and not _is_declared(model, field.name)
    )


def _own_fields(model: type[models.Model]) -> Iterable[Field]:
    """Return the fields of a model's own table, and its links of many to many."""
    return [*model._meta.local_fields, *model._meta.local_many_to_many]


def _is_declared(model: type[models.Model], name: str) -> bool:
    if f"{model._meta.label}.{name}" in _harmless:
        return True
    if model._meta.auto_created:
        # The table of a link of many to many is declared with the link.
        return True
    return any(name in each.fields and _is_about(each, model) for each in _declared)


def _is_about(data: PersonalData, model: type[models.Model]) -> bool:
    if isinstance(data.model, str):
        return data.model == model._meta.label
    return issubclass(model, data.model)


def give(address: str) -> list[Found]:
    """Return everything that is kept under a normalised address, by model; nothing is left out but secrets."""
    found = []
    for data in _declared:
        if data.find is not None:
            rows = [_row(row, data.shown or data.fields) for row in data.find(address)]
            found += [Found(data, rows)] if rows else []
    return found


def as_json(found: Iterable[Found]) -> list[dict[str, Any]]:
    """Return the same for programs: each model with why it is kept, and its rows."""
    return [
        {
            "kind": str(each.about.name),
            "purpose": str(each.about.purpose),
            "basis": str(each.about.basis.label),
            "kept": str(each.about.kept),
            "rows": [dict(row) for row in each.rows],
        }
        for each in found
    ]


def _row(row: models.Model, names: Iterable[str | tuple[Words, Callable[[Any], object]]]) -> list[tuple[str, str]]:
    shown = []
    for name in names:
        label, value = _shown(row, name) if isinstance(name, str) else (str(name[0]), name[1](row))
        shown.append((label[:1].upper() + label[1:], _written(value)))
    return shown


def _written(value: object) -> str:
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    return "" if value is None else str(value)


def _shown(row: models.Model, name: str) -> tuple[str, object]:
    label = str(getattr(row._meta.get_field(name), "verbose_name", name))
    display = getattr(row, f"get_{name}_display", None)
    return label, display() if display else getattr(row, name)


def erase(address: str) -> list[tuple[PersonalData, int]]:
    """Forget a normalised address in every model that can; return how many rows of each were changed."""
    done = [(data, data.erase(address)) for data in _declared if data.erase is not None]
    return [(data, number) for data, number in done if number]


def known_addresses() -> Iterator[str]:
    """Yield every address of mail that is kept anywhere, as it was written."""
    for data in _declared:
        if data.addresses:
            for model in data.models:
                rows = model._default_manager.exclude(**{data.addresses: ""}).exclude(**{data.addresses: None})
                yield from rows.order_by().values_list(data.addresses, flat=True).distinct().iterator()


def places_with(text: str) -> Iterator[tuple[str, int]]:
    """Yield each field of the database that still contains a text, as ``app.Model.field``, with the number of rows."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_fields:
            if isinstance(field, models.CharField | models.TextField | models.JSONField):
                number = _rows_with(model, field.name, text)
                if number:
                    yield f"{model._meta.label}.{field.name}", number


def _rows_with(model: type[models.Model], name: str, text: str) -> int:
    written = models.functions.Cast(name, models.TextField())
    return model._base_manager.annotate(_written=written).filter(_written__icontains=text).count()
