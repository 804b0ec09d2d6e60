from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from organisations.models import Organisation
from portal.facets import MUNICIPALITY, ORGANISATION, ChoiceFacet, Facet, YearFacet
from portal.list_index import Source, read
from portal.published import Access
from practices.models import PracticePage
from seminars.models import SeminarPage
from tests.factories import make_municipality, make_organisation, make_practice, republish
from tests.factories.seminars import make_seminar

pytestmark = pytest.mark.django_db
BRUSSELS = ZoneInfo("Europe/Brussels")


def options(facet: Facet, model: type[Any]) -> list[tuple[str, int]]:
    """Return the values that a list of all the records of a kind offers, with their number."""
    source = Source(model.objects.order_by("pk"), facet.columns(model), facet.links(model))
    _until, index = read(source, Access.anonymous())
    return [(option.value, option.number) for option in facet.options(model, index.of(facet.name))]


def test_choices_stand_in_their_own_order_with_their_number() -> None:
    for state in ("stopped", "pilot", "pilot"):
        make_practice(state=state)
    assert options(ChoiceFacet("state"), PracticePage) == [("pilot", 2), ("stopped", 1)]


def test_a_choice_without_a_value_is_not_offered() -> None:
    make_practice(evidence_level=None)
    make_practice(evidence_level=0)
    assert options(ChoiceFacet("evidence_level"), PracticePage) == [("0", 1)]


def test_a_record_of_two_municipalities_counts_for_each() -> None:
    one, two = make_municipality("21001"), make_municipality("21002")
    republish(make_practice(), municipalities=[one, two])
    republish(make_practice(), municipalities=[two])
    assert options(MUNICIPALITY, PracticePage) == [(one.nis, 1), (two.nis, 2)]


def test_what_was_replaced_counts_under_what_replaces_it() -> None:
    new = make_organisation("new")
    old = make_organisation("old", state=Organisation.State.MERGED, replaced_by=new)
    older = make_organisation("older", state=Organisation.State.RENAMED, replaced_by=old)
    for body in (old, older):
        make_practice(organisation=body)
    found = {body.pk: 1 << place for place, body in enumerate((old, older))}
    (option,) = ORGANISATION.options(PracticePage, found)
    assert (option.value, option.number, set(option.also)) == ("new", 2, {"old", "older"})


def test_years_are_those_of_brussels_the_latest_first() -> None:
    for day in (datetime(2022, 10, 5, 9, tzinfo=BRUSSELS), datetime(2024, 1, 1, 0, 30, tzinfo=BRUSSELS)):
        make_seminar(starts_at=day, ends_at=day.replace(hour=23))
    assert options(YearFacet("starts_at"), SeminarPage) == [("2024", 1), ("2022", 1)]
