"""The pages of themes, organisations, municipalities and provisions, and the lists that lead to them."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce, wraps
from itertools import groupby
from operator import or_
from typing import TypeVar

from django.conf import settings
from django.db.models import Model, Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from languages.fields import field_names
from languages.folding import plain_words
from law.models import Provision
from organisations.models import Municipality, Organisation
from portal.closed_collections import may_see_image
from portal.directory.by_kind import records_by_kind
from portal.directory.glossary import letters
from portal.directory.vocabulary import Vocabulary, alternatives, other_label
from portal.facets import MUNICIPALITY, ORGANISATION
from portal.list_index import ListIndex
from portal.published import Access
from portal.record_index import PROVISION, record_index, with_part_of
from portal.renditions import rendition_of
from portal.successors import gathered, successor
from themes.models import Theme

M = TypeVar("M", bound=Model)


def for_readers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Make a view answer to reading only; what somebody signed in may see is for that person only."""

    @require_safe
    @wraps(view)
    def wrapped(request: HttpRequest, **kwargs: str) -> HttpResponse:
        response = view(request, **kwargs)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            add_never_cache_headers(response)
        return response

    return wrapped


@for_readers
def glossary(request: HttpRequest) -> HttpResponse:
    vocabulary = Vocabulary.read(_index(request))
    return render(request, "directory/glossary.html", {"letters": letters(vocabulary)})


@for_readers
def themes(request: HttpRequest) -> HttpResponse:
    """Lead who shortens the address of a theme to the list of all."""
    return HttpResponseRedirect(reverse("glossary"))


@for_readers
def theme(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a theme; one that was replaced leads to the theme that stands in its place."""
    index = _index(request)
    vocabulary = Vocabulary.read(index)
    found = vocabulary.find(slug)
    if found is None:
        raise Http404
    if replacement := vocabulary.replacement(found):
        return HttpResponseRedirect(reverse("theme", kwargs={"slug": replacement.slug}))
    related = Theme.related.through.objects.filter(from_theme_id=found.pk).values_list("to_theme_id", flat=True)
    context = {
        "theme": found,
        "other": other_label(found),
        "alternatives": alternatives(found),
        "above": vocabulary.above(found),
        "narrower": vocabulary.narrower(found),
        "related": vocabulary.in_order(related),
        "bodies": _competent_for(found, vocabulary),
        **records_by_kind(request, index, vocabulary.records.get(found.pk, 0)),
    }
    return render(request, "directory/theme.html", context)


@for_readers
def organisations(request: HttpRequest) -> HttpResponse:
    """List the organisations that are active, by their kind."""
    told = gathered(_index(request).of(ORGANISATION.name), Organisation.objects.replacements())
    rows = Organisation.objects.filter(state=Organisation.State.ACTIVE).select_related("kind")
    found = sorted(rows, key=lambda row: (plain_words(row.kind.name), row.kind_id, plain_words(row.name)))
    kinds = [
        (kind, [(row, told.get(row.pk, 0).bit_count()) for row in group])
        for kind, group in groupby(found, key=lambda row: row.kind)
    ]
    return render(request, "directory/organisations.html", {"kinds": kinds})


@for_readers
def organisation(request: HttpRequest, identifier: str) -> HttpResponse:
    """Show an organisation, with the records that it, or what it replaces, answers for or has a part in."""
    active = Organisation.objects.filter(state=Organisation.State.ACTIVE)
    joined = Organisation.objects.select_related("kind", "parent", "municipality", "replaced_by", "logo__collection")
    rows = joined.prefetch_related("former_names", "replaces", Prefetch("bodies", active))
    body = _found(rows, identifier=identifier)
    index = _index(request)
    replaced = Organisation.objects.replacements()
    bodies = [body.pk, *(pk for pk in replaced if successor(replaced, pk) == body.pk)]
    named = index.of(ORGANISATION.name)
    answered = reduce(or_, (named.get(pk, 0) for pk in bodies))
    part = with_part_of(bodies, index)
    competences = list(body.competences.values_list("theme_id", flat=True))
    context = {
        "body": body,
        "logo": body.logo and may_see_image(body.logo, request) and rendition_of(body.logo),
        "themes": Vocabulary.read(index).in_order(competences) if competences else [],
        "answered": answered.bit_count(),
        "others": (part & ~answered).bit_count(),
    }
    listed = records_by_kind(request, index, answered | part)
    return render(request, "directory/organisation.html", {**context, **listed})


@for_readers
def municipalities(request: HttpRequest) -> HttpResponse:
    """List the municipalities with the number of records about each."""
    told = _index(request).of(MUNICIPALITY.name)
    rows = sorted(Municipality.objects.all(), key=lambda row: plain_words(str(row)))
    return render(
        request, "directory/municipalities.html", {"rows": [(row, told.get(row.pk, 0).bit_count()) for row in rows]}
    )


@for_readers
def municipality(request: HttpRequest, nis: str) -> HttpResponse:
    """Show a municipality: its organisations, and the records about it."""
    found = _found(Municipality.objects.all(), nis=nis)
    bodies = Organisation.objects.filter(municipality=found, state=Organisation.State.ACTIVE).select_related("kind")
    index = _index(request)
    listed = records_by_kind(request, index, index.of(MUNICIPALITY.name).get(found.pk, 0))
    context = {"municipality": found, "postcodes": found.postcodes.split(";"), "bodies": bodies, **listed}
    return render(request, "directory/municipality.html", context)


@for_readers
def legislation(request: HttpRequest) -> HttpResponse:
    """List the provisions on which records rest, by their act."""
    told = _index(request).of(PROVISION)
    order = [f"act__{name}" for name in field_names("title")]
    rows = Provision.objects.filter(pk__in=list(told)).select_related("act").order_by(*order, "identifier")
    acts = [
        (act, [(row, told[row.pk].bit_count()) for row in group])
        for act, group in groupby(rows, key=lambda row: row.act)
    ]
    return render(request, "directory/legislation.html", {"acts": acts})


@for_readers
def provision(request: HttpRequest, identifier: str) -> HttpResponse:
    """Show a provision, with every record that rests on it."""
    found = _found(Provision.objects.select_related("act"), identifier=identifier)
    index = _index(request)
    listed = records_by_kind(request, index, index.of(PROVISION).get(found.pk, 0))
    return render(request, "directory/provision.html", {"provision": found, **listed})


def _index(request: HttpRequest) -> ListIndex:
    return record_index(Access.of(request))


def _competent_for(found: Theme, vocabulary: Vocabulary) -> list[Organisation]:
    """Return the organisations that are there for a theme, or for a broader one, by their name."""
    themes = [found.pk, *(each.pk for each in vocabulary.above(found))]
    active = Organisation.objects.filter(state=Organisation.State.ACTIVE)
    rows = active.filter(competences__theme__in=themes).distinct().order_by()
    return sorted(rows, key=lambda row: plain_words(row.name))


def _found(rows: QuerySet[M], **key: str) -> M:
    """Return the row with a key of the address."""
    # PostgreSQL raises on a NUL; no identifier has a control character.
    found = rows.filter(**key).first() if all(map(str.isprintable, key.values())) else None
    if found is None:
        raise Http404
    return found
