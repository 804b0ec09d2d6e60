"""Files and records for a closed circle, which must not carry each other out of it.

Images are served to everybody, so that a record for a closed circle must not carry any; a file from a closed
collection would give its name away in a record that more people see.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from modelcluster.models import get_all_child_relations
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import CollectionViewRestriction, Page

import languages
from portal import language_state
from portal.markdown.links import targets_in

REASON = _("This record is not for everybody, and images are: take the image out, or open the record to all.")
CLOSED = _("This file is in a collection for a closed circle, and more people see this record: take another file.")


def problems(page: Any, *, above: Page | None = None) -> Iterator[tuple[str, str | Promise]]:
    """Yield (field or child relation, reason) for each image in a record that not everybody may see.

    ``above`` is the page under which a record not yet saved will stand.
    """
    if is_restricted(page if above is None else above):
        for place in sorted(places_of_images(page)):
            yield place, REASON
    elif CollectionViewRestriction.objects.exists():
        for place in sorted(places_of_closed_files(page)):
            yield place, CLOSED


def is_restricted(page: Page) -> bool:
    """Whether a restriction on the page, or on one above it, keeps somebody out."""
    return bool(page.path) and page.get_view_restrictions().exists()


def places_of_images(page: Any) -> set[str]:
    """Return the fields and child relations that show an image, chosen for itself or within a text."""
    return {*_of_texts(page), *_of_choices(page)}


def places_of_closed_files(page: Any) -> set[str]:
    """Return the fields and child relations that show a file of a closed collection, an image or a document."""
    return {place for place, file in _files(page) if file.collection.get_view_restrictions().exists()}


def _files(page: Any) -> Iterator[tuple[str, Any]]:
    """Yield (field or child relation, file) for each file that a record chooses for itself or names in a text."""
    models = {"image": get_image_model(), "doc": get_document_model()}
    for place, text in _texts(page):
        for target in targets_in([text]):
            kind, _colon, number = target.partition(":")
            if kind in models and number.isdecimal():
                yield from ((place, file) for file in models[kind].objects.filter(pk=number))
    for place, row, field in _choices(page, tuple(models.values())):
        yield place, getattr(row, field.name)


def _texts(page: Any) -> Iterator[tuple[str, str]]:
    for code in languages.CODES:
        for name, text in language_state.texts(page, code).items():
            if isinstance(text, str):
                yield name.split(".")[0] if "." in name else f"{name}_{code}", text


def _choices(page: Any, models: tuple[Any, ...]) -> Iterator[tuple[str, Any, Any]]:
    """Yield (place, row, field) for each file that is chosen, on the page and in its rows."""
    rows = [("", page)]
    for relation in get_all_child_relations(page):
        name = relation.get_accessor_name()
        if any(field.related_model in models for field in relation.related_model._meta.concrete_fields):
            rows += [(name, row) for row in getattr(page, name).all()]
    for name, row in rows:
        for field in row._meta.concrete_fields:
            if field.related_model in models and getattr(row, field.attname):
                yield name or field.name, row, field


def _of_texts(page: Any) -> Iterator[str]:
    for place, text in _texts(page):
        if any(target.startswith("image:") for target in targets_in([text])):
            yield place


def _of_choices(page: Any) -> Iterator[str]:
    yield from (place for place, _row, _field in _choices(page, (get_image_model(),)))
