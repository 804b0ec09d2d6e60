from __future__ import annotations

import pytest

from portal.latest import latest
from portal.published import Access
from tests.factories import make_guide, make_practice, republish, restrict
from tests.factories.seminars import make_panel, make_working_group

pytestmark = pytest.mark.django_db


def kinds(number: int) -> list[str]:
    return [card.kind for card in latest(Access.anonymous(), number)]


def test_the_record_published_last_stands_first() -> None:
    one, two = make_guide(), make_guide()
    republish(one, summary_fr="Autre")
    found = [[card.pk for card in latest(Access.anonymous(), number)] for number in (1, 2, 9)]
    assert found == [[one.pk], [one.pk, two.pk], [one.pk, two.pk]]


def test_no_kind_takes_the_place_of_the_others() -> None:
    make_guide(), make_guide(), make_guide(), make_practice()
    for _each in range(4):
        make_working_group()
    make_panel()
    assert sorted(kinds(6)) == sorted(
        ["Groupe de travail", "Panel de discussion", "Séminaire", "Bonne pratique", "Guide", "Guide"]
    )


def test_a_kind_fills_the_list_when_there_is_no_other() -> None:
    for _each in range(4):
        make_working_group()
    assert len(kinds(3)) == 3


def test_hidden_records_are_not_new() -> None:
    restrict(make_guide())
    assert kinds(6) == []
