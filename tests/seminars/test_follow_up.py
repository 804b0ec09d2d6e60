from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import make_guide, make_organisation, restrict
from tests.factories.seminars import a_recommendation, make_panel, make_seminar

pytestmark = pytest.mark.django_db

FR, NL = "/fr/recommandations/", "/nl/aanbevelingen/"


def listed(client: Client, url: str = FR, **query: Any) -> list[str]:
    return [each.row.text_fr for each in client.get(url, query).context["rows"]]


def seminar_with(*rows: Any, **fields: Any) -> Any:
    seminar = make_seminar(**fields)
    make_panel(seminar, recommendations=rows)
    return seminar


def test_recommendations_of_every_seminar_stand_in_one_list_with_their_seminar(client: Client) -> None:
    guide = make_guide(heading_fr="Le guide qui la reprend")
    seminar_with(a_recommendation(text_fr="ouverte"), heading_fr="Premier séminaire")
    seminar_with(
        a_recommendation(text_fr="reprise", state="taken_up", taken_up_by=guide), heading_fr="Second séminaire"
    )
    assert set(listed(client)) == {"ouverte", "reprise"}
    shown = client.get(FR).content.decode()
    assert "Premier séminaire" in shown
    assert "Le guide qui la reprend" in shown
    assert len(client.get(NL).context["rows"]) == 2


def test_filters_narrow_by_state_owner_seminar_and_lateness(client: Client) -> None:
    owner, yesterday = make_organisation(), timezone.localdate() - timedelta(days=1)
    first = seminar_with(
        a_recommendation(text_fr="en retard", due=yesterday, owner=owner),
        a_recommendation(text_fr="faite", state="done", due=yesterday, reason_fr="x", reason_nl="x"),
    )
    seminar_with(a_recommendation(text_fr="autre"))
    assert listed(client, state="done") == ["faite"]
    assert listed(client, owner=owner.identifier) == ["en retard"]
    assert set(listed(client, seminar=first.reference)) == {"en retard", "faite"}
    assert listed(client, late="on") == ["en retard"]
    assert listed(client, state=["open", "done"], seminar=first.reference) == ["en retard", "faite"]


def test_count_and_bar_follow_the_filters(client: Client) -> None:
    seminar = seminar_with(a_recommendation(), a_recommendation(state="done", reason_fr="x", reason_nl="x"))
    seminar_with(a_recommendation())
    counts = client.get(FR, {"seminar": seminar.reference}).context["counts"]
    assert [(each.state, each.number, each.before) for each in counts] == [("open", 1, 0), ("done", 1, 1)]


def test_what_the_reader_may_not_see_is_neither_listed_nor_counted_nor_offered(client: Client) -> None:
    hidden = seminar_with(a_recommendation(text_fr="secrète", owner=make_organisation("caché")))
    restrict(hidden)
    answer = client.get(FR)
    assert (answer.context["results"].paginator.count, answer.context["counts"]) == (0, [])
    assert hidden.reference not in answer.content.decode()
    assert "caché" not in answer.content.decode()
    assert listed(client, seminar=hidden.reference) == []


@pytest.mark.parametrize("query", ["state=x", "owner=%00", "seminar=SE-1'--", "page=99999999", "page=-1", "late=x"])
def test_unknown_values_do_not_filter_and_raise_nothing(client: Client, query: str) -> None:
    seminar_with(a_recommendation(text_fr="là"))
    assert [each.row.text_fr for each in client.get(f"{FR}?{query}").context["rows"]] == ["là"]


def test_number_of_queries_does_not_grow_with_the_recommendations(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    def add() -> None:
        seminar_with(a_recommendation(state="taken_up", taken_up_by=make_guide(), owner=make_organisation()))

    add()
    client.get(FR)
    with django_assert_max_num_queries(15) as one:
        client.get(FR)
    add()
    add()
    with django_assert_max_num_queries(len(one.captured_queries)):
        assert len(client.get(FR).context["rows"]) == 3
