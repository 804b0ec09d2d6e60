"""The records of every kind in one list, with the themes, bodies, municipalities and provisions that they name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import ManyToOneRel, QuerySet, Value
from modelcluster.fields import ParentalKey
from wagtail.models import Page

from law.models import Provision
from portal.facets import MUNICIPALITY, ORGANISATION
from portal.kinds import is_record, place_of_kind, record_models
from portal.list_index import ListIndex, Source, index_of
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
    for model, name in rows_with_a_provision():
        rows = model._default_manager.order_by().filter(**{f"{name}__isnull": False})
        yield rows.values_list(Value(PROVISION), "page_id", f"{name}_id")


def rows_with_a_provision() -> list[tuple[type[Any], str]]:
    """Return each model of rows of a record that names a provision, with the name of that field.

    They are found by what they refer to, so that a kind of record with rows of its own need not be known here.
    """
    fields = Provision._meta.get_fields(include_hidden=True)
    relations = [each for each in fields if isinstance(each, ManyToOneRel)]
    return [(each.related_model, each.field.name) for each in relations if _is_of_a_page(each.related_model)]


def _is_of_a_page(model: Any) -> bool:
    return any(field.name == "page" and isinstance(field, ParentalKey) for field in model._meta.fields)
