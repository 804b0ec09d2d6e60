"""What readers may not see leaks nowhere: not through the thread, nor through addresses, nor through search."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from seminars.models import Deliverable, PanelMention, Recommendation
from tests.factories import make_group, make_guide, member_of, republish, restrict
from tests.factories.seminars import a_recommendation, make_panel, make_seminar, make_working_group

pytestmark = pytest.mark.django_db
HIDE: dict[str, Callable[[Any], Any]] = {"restricted": restrict, "unpublished": lambda page: page.unpublish()}
hidden_ways = pytest.mark.parametrize("hide", HIDE.values(), ids=HIDE)


def text_of(url: str | None) -> str:
    return Client().get(str(url)).content.decode()


def secret(name: str = "heading") -> dict[str, str]:
    return {f"{name}_fr": "Secret", f"{name}_nl": "Geheim"}


@hidden_ways
def test_what_takes_up_a_recommendation_shows_nothing_of_itself_when_hidden(hide: Callable[[Any], Any]) -> None:
    guide = make_guide(slug_fr="cache", **secret())
    page = make_seminar()
    panel = make_panel(page, recommendations=(a_recommendation(state="taken_up", taken_up_by=guide),))
    urls = [page.url_in("fr"), panel.url_in("fr"), f"{panel.url_in('fr')}recommandation-1/"]
    assert ["Secret" in text_of(url) for url in urls] == [True, True, True]
    hide(guide)
    texts = [text_of(url) for url in urls]
    assert [("Secret" in text, "cache" in text, "badge--taken_up" in text) for text in texts] == [
        (False, False, True)
    ] * 3


@hidden_ways
def test_a_hidden_panel_hides_its_recommendations_everywhere(hide: Callable[[Any], Any]) -> None:
    guide, group, page = make_guide(), make_working_group(), make_seminar()
    rows = [a_recommendation(state="taken_up", taken_up_by=each, **secret("text")) for each in (guide, group)]
    panel = make_panel(page, recommendations=tuple(rows), **secret())
    url = f"{panel.url_in('fr')}recommandation-1/"
    hide(panel)
    assert Client().get(url).status_code in (302, 404)
    assert ["Secret" in text_of(each.url_in("fr")) for each in (guide, group, page)] == [False, False, False]


@hidden_ways
def test_a_hidden_seminar_hides_its_panels(hide: Callable[[Any], Any]) -> None:
    panel = make_panel(recommendations=(a_recommendation(**secret("text")),))
    url = f"{panel.url_in('fr')}recommandation-1/"
    hide(panel.seminar)
    response = Client().get(url)
    assert (response.status_code in (302, 404), b"Secret" in response.content) == (True, False)


def test_a_draft_recommendation_has_no_address_and_is_on_no_page() -> None:
    page = make_seminar()
    panel = make_panel(page)
    draft = panel.get_latest_revision_as_object()
    draft.recommendations = [a_recommendation(**secret("text"))]
    draft.save_revision()
    assert Client().get(f"{panel.url_in('fr')}recommandation-1/").status_code == 404
    assert ["Secret" in text_of(each.url_in("fr")) for each in (page, panel)] == [False, False]


@hidden_ways
def test_a_hidden_record_is_neither_mentioned_nor_a_result(hide: Callable[[Any], Any]) -> None:
    guide = make_guide(**secret())
    panel = republish(make_panel(), mentions=[PanelMention(page=guide)])
    group = republish(
        make_working_group(), deliverables=[Deliverable(heading_fr="Lettre", heading_nl="Brief", result=guide)]
    )
    hide(guide)
    assert ["Secret" in text_of(each.url_in("fr")) for each in (panel, group)] == [False, False]


def test_a_member_sees_what_a_member_may_see() -> None:
    members = make_group()
    panel = make_panel(recommendations=(a_recommendation(**secret("text")),))
    restrict(panel, members)
    client = Client()
    client.force_login(member_of(members))
    response = client.get(f"{panel.url_in('fr')}recommandation-1/")
    assert "Secret" in response.content.decode()
    assert "no-store" in response.headers["Cache-Control"]


def test_search_is_told_the_texts_of_the_recommendations_of_a_panel() -> None:
    panel = make_panel(recommendations=(a_recommendation(text_fr="Informer", text_nl="Inlichten"),))
    french, dutch = panel.search_projection("fr"), panel.search_projection("nl")
    assert french is not None
    assert dutch is not None
    assert ("Informer" in french.body, "Informer" in dutch.body, "Inlichten" in dutch.body) == (True, False, True)
    assert Recommendation.objects.get().reference in french.lead
    assert str(french.date) == "2022-10-05"
