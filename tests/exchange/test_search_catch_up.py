"""An import looks at its pages once for search; afterwards each publication does again, and once only."""

from __future__ import annotations

from contextlib import suppress

import pytest
from django.db import transaction

from exchange.search_catch_up import one_search_catch_up
from search import documents
from search.models import SearchDocument
from tests.factories import make_guide

pytestmark = pytest.mark.django_db


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return the keys of the pages that were looked at, one by one, by the receivers of signals."""
    seen: list[int] = []
    monkeypatch.setattr(documents, "look_under", lambda page: seen.append(page.pk) or 0)
    return seen


def test_pages_of_an_import_are_looked_at_together(looks: list[int]) -> None:
    with transaction.atomic(), one_search_catch_up() as changed:
        changed += [make_guide().pk, make_guide().pk]
        assert looks == []
    assert set(SearchDocument.objects.values_list("page_id", flat=True)) == set(changed)


@pytest.mark.parametrize("fails", [False, True])
def test_afterwards_each_publication_is_looked_at_once(looks: list[int], fails: bool) -> None:
    with suppress(ValueError), transaction.atomic(), one_search_catch_up():
        if fails:
            raise ValueError
    page = make_guide()
    assert looks.count(page.pk) == 1
