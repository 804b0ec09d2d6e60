from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.models import ContentPage
from practices.models import PracticePage
from tests.factories import (
    make_municipality,
    make_organisation,
    make_practice,
    make_target_group,
    make_theme,
    republish,
    restrict,
)

pytestmark = pytest.mark.django_db

LISTS = {"fr": "/fr/bonnes-pratiques/", "nl": "/nl/goede-praktijken/"}


@pytest.mark.parametrize("code", ["fr", "nl"])
def test_the_newest_practice_stands_first_in_each_language(client: Client, code: str) -> None:
    old, new = make_practice(), make_practice()
    text = client.get(LISTS[code]).content.decode()
    assert f'<html lang="{code}-BE"' in text
    assert 0 < text.index(new.reference) < text.index(old.reference)


def test_hidden_practices_are_not_listed(client: Client) -> None:
    shown, hidden, withdrawn = make_practice(), make_practice(), make_practice()
    restrict(hidden)
    withdrawn.unpublish()
    text = client.get(LISTS["fr"]).content.decode()
    assert [page.reference in text for page in (shown, hidden, withdrawn)] == [True, False, False]


def found(query: str) -> list[ContentPage]:
    """Return the practices that a filter finds, of the one that it is about and one about nothing of the kind."""
    results = Client().get(f"{LISTS['fr']}?{query}").context["results"]
    return list(PracticePage.objects.filter(pk__in=[card.pk for card in results]))


@pytest.mark.parametrize(
    ("query", "facts"),
    [
        ("state=stopped", {"state": "stopped"}),
        ("nature=tool", {"nature": "tool"}),
        ("evidence_level=0", {"evidence_level": 0}),
        ("state=stopped&nature=tool", {"state": "stopped", "nature": "tool"}),
    ],
)
def test_a_filter_finds_the_practices_with_that_fact(query: str, facts: dict[str, str | int]) -> None:
    page = make_practice(**facts)
    make_practice()
    assert found(query) == [page]


def test_a_filter_finds_the_practices_that_refer_to_something() -> None:
    top = make_theme("top")
    page = make_practice(themes=(make_theme("below", broader=top),), organisation=make_organisation("region"))
    republish(page, target_groups=[make_target_group("tenants")], municipalities=[make_municipality("21009")])
    make_practice()
    for query in ("theme=top", "organisation=region", "target_groups=tenants", "municipalities=21009"):
        assert found(query) == [page]


def test_the_levels_of_evidence_are_offered_in_words_in_the_order_of_their_worth() -> None:
    for level in (2, 0):
        make_practice(evidence_level=level)
    field = Client().get(LISTS["fr"]).context["form"]["evidence_level"]
    assert [label for _value, label in field.field.choices] == ["Rapporté (1)", "Mesuré avant et après (1)"]


def queries(url: str) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as found:
        assert Client().get(url).status_code == 200
    return len(found)


def test_the_list_asks_as_often_for_three_practices_as_for_one() -> None:
    make_practice()
    Client().get(LISTS["fr"])
    with_one = queries(LISTS["fr"])
    make_practice(), make_practice()
    assert queries(LISTS["fr"]) == with_one
    assert with_one <= 15
