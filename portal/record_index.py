"""The records of every kind in one list, with the themes, bodies, municipalities and provisions that they name."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import ManyToOneRel, QuerySet, Value
from modelcluster.fields import ParentalKey
from wagtail.models import Page

from law.models import Provision
from organisations.models import Organisation
from portal.facets import MUNICIPALITY, ORGANISATION
from portal.kinds import is_record, place_of_kind, record_models
from portal.list_index import Bits, ListIndex, Source, index_of
from portal.listing import NEWEST_FIRST
from portal.published import Access
from portal.theme_tree import theme_links

#: What the list knows besides the themes: the place of the kind among ``record_models``, and keys of rows.
KIND, PROVISION = "kind", "provision"


def record_index(access: Access) -> ListIndex:
    """Return every record that may be seen: the kinds one after the other, of each the newest first."""
    return index_of("records", _source, access)


def _source() -> Source:
    pages = Page.objects.filter(is_record()).annotate(place=place_of_kind())
    return Source(pages.order_by("place", *NEWEST_FIRST), {KIND: "place"}, [theme_links(), *_named()])


def _named() -> Iterator[QuerySet[Any, Any]]:
    for model in record_models():
        bodies = model._default_manager.order_by().filter(organisation__isnull=False)
        yield bodies.values_list(Value(ORGANISATION.name), "pk", "organisation_id")
        yield from MUNICIPALITY.links(model)
    for model, owner, name in rows_that_name(Provision):
        rows = model._default_manager.order_by().filter(**{f"{name}__isnull": False})
        yield rows.values_list(Value(PROVISION), f"{owner}_id", f"{name}_id")


def with_part_of(bodies: Collection[int], index: ListIndex) -> Bits:
    """Return the records of a list of which a row names one of these organisations; one query.

    They are not part of the list itself, which would have to read every step of every record for the page of one body.
    """
    rows = (
        model._default_manager.order_by().filter(**{f"{name}__in": bodies}).values_list(f"{owner}_id", flat=True)
        for model, owner, name in rows_that_name(Organisation)
    )
    first, *others = rows
    pages = set(first.union(*others))
    return sum(1 << place for place, pk in enumerate(index.pks) if pk in pages)


def rows_that_name(named: type[Any]) -> list[tuple[type[Any], str, str]]:
    """Return each model of rows of a record that refers to this one, with its fields for the record and for that.

    They are found by what they refer to, so that a kind of record with rows of its own need not be known here.
    """
    relations = [each for each in named._meta.get_fields(include_hidden=True) if isinstance(each, ManyToOneRel)]
    found = ((each.related_model, _field_of_the_page(each.related_model), each.field.name) for each in relations)
    return [(model, owner, name) for model, owner, name in found if owner]


def _field_of_the_page(model: Any) -> str:
    """Return the field with which a row belongs to a page, be it a row of choices; empty for what is no such row."""
    owners = (each for each in model._meta.fields if isinstance(each, ParentalKey) or model._meta.auto_created)
    pages = (each.name for each in owners if each.related_model and issubclass(each.related_model, Page))
    return next(pages, "")
