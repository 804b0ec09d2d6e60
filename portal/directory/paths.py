"""The paths of these pages in every language, for the sitemap."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import translation

import languages
from law.models import Provision
from organisations.models import Municipality, Organisation
from portal.directory.vocabulary import Vocabulary
from portal.published import Access
from portal.record_index import PROVISION, record_index

LISTS = ("glossary", "organisations", "municipalities", "legislation")


def paths(access: Access) -> Iterator[dict[str, str]]:
    """Yield the path of each page in each language; a provision on which nothing rests is told to nobody."""
    for name in LISTS:
        yield in_each_language(name)
    index = record_index(access)
    vocabulary = Vocabulary.read(index)
    for theme in filter(vocabulary.is_shown, vocabulary.themes.values()):
        yield in_each_language("theme", slug=theme.slug)
    active = Organisation.objects.filter(state=Organisation.State.ACTIVE)
    for identifier in active.values_list("identifier", flat=True):
        yield in_each_language("organisation", identifier=identifier)
    for nis in Municipality.objects.values_list("nis", flat=True):
        yield in_each_language("municipality", nis=nis)
    used = Provision.objects.filter(pk__in=list(index.of(PROVISION)))
    for identifier in used.values_list("identifier", flat=True):
        yield in_each_language("provision", identifier=identifier)


def in_each_language(name: str, **kwargs: str) -> dict[str, str]:
    """Return the path of a view in each language."""
    found = {}
    for code in languages.CODES:
        with translation.override(code):
            found[code] = reverse(name, kwargs=kwargs)
    return found
