"""What goes wrong with seminars, panels and recommendations: nothing is lost, readers and authors are told."""

from __future__ import annotations

from datetime import date, timedelta
from unittest.mock import patch

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from portal.findings import checks
from seminars.models import PanelPage, PanelPerson, Recommendation, SeminarPage
from tests.factories import make_guide, reload, republish
from tests.factories.seminars import a_recommendation, make_panel, make_person, make_seminar

pytestmark = pytest.mark.django_db
GONE = {
    "fr": "La fiche qui l’a reprise a été retirée.",
    "nl": "De fiche die ze overnam, is ingetrokken.",
}


def text_of(url: str | None) -> str:
    return Client().get(str(url)).content.decode()


def numbers(panel: PanelPage) -> list[int | None]:
    return list(Recommendation.objects.filter(panel=panel).order_by("number").values_list("number", flat=True))


def test_a_name_is_shown_on_the_last_day_of_the_consent_and_not_on_the_next() -> None:
    today = timezone.localdate()
    person = make_person("Anne Peeters", hide_after=today, function_fr="juriste", function_nl="jurist")
    panel = republish(make_panel(), people=[PanelPerson(person=person)])
    guide = republish(make_guide(), contact_person=person)
    pages = [each.url_in(code) for each in (panel, guide) for code in ("fr", "nl")]
    assert all("Anne Peeters" in text_of(url) for url in pages)
    with patch("django.utils.timezone.localdate", return_value=today + timedelta(days=1)):
        assert not any("Anne Peeters" in text_of(url) for url in pages)
        assert "juriste" in text_of(panel.url_in("fr"))
        told = [each.message for each in checks(reload(guide))]
    assert any("Anne Peeters" in message for message in told)


def test_search_knows_nobody_by_name() -> None:
    person = make_person("Anne Peeters", function_fr="juriste", function_nl="jurist")
    panel = republish(make_panel(), people=[PanelPerson(person=person)])
    guide = republish(make_guide(), contact_person=person)
    for page in (panel, guide):
        for code in ("fr", "nl"):
            assert "Peeters" not in str(page.search_projection(code))


def test_a_panel_that_is_moved_is_part_of_the_other_seminar() -> None:
    panel = make_panel(recommendations=(a_recommendation(),))
    left, other = reload(panel.get_parent()), make_seminar(starts_at=timezone.now(), ends_at=timezone.now())
    (row,) = panel.recommendations.all()
    before = f"{panel.url_in('fr')}recommandation-1/"
    Page.objects.get(pk=panel.pk).move(Page.objects.get(pk=other.pk), pos="last-child")
    moved = reload(panel)
    assert moved.seminar == SeminarPage.objects.get(pk=other.pk)
    after = f"{moved.url_in('fr')}recommandation-1/"
    assert after != before
    assert Client().get(before).headers["Location"] == after
    assert Client().get(f"/id/{row.reference}", headers={"Accept-Language": "fr"}).headers["Location"] == after
    assert row.reference in text_of(other.url_in("fr"))
    assert row.reference not in text_of(left.url_in("fr"))


def test_what_was_due_before_the_seminar_a_panel_moved_to_is_told_to_its_author() -> None:
    panel = make_panel(recommendations=(a_recommendation(due=date(2023, 1, 1)),))
    later = timezone.now()
    other = make_seminar(starts_at=later, ends_at=later + timedelta(hours=1))
    Page.objects.get(pk=panel.pk).move(Page.objects.get(pk=other.pk), pos="last-child")
    assert [place for place, _message in reload(panel).publication_problems()] == ["recommendations"]
    assert Client().get(reload(panel).url_in("fr")).status_code == 200


def test_two_recommendations_with_one_number_are_told_apart() -> None:
    rows = (a_recommendation(number=1, text_fr="Un"), a_recommendation(number=1, text_fr="Deux"))
    panel = make_panel(recommendations=rows)
    assert numbers(panel) == [1, 2]
    assert {row.text_fr for row in Recommendation.objects.filter(panel=panel)} == {"Un", "Deux"}


def test_the_number_stays_with_the_recommendation_that_readers_know() -> None:
    panel = make_panel(recommendations=(a_recommendation(text_fr="Connue"),))
    known = panel.recommendations.get()
    draft = panel.get_latest_revision_as_object()
    draft.recommendations = [a_recommendation(number=1, text_fr="Nouvelle"), *draft.recommendations.all()]
    draft.save_revision().publish()
    found = {row.text_fr: (row.number, row.pk == known.pk) for row in Recommendation.objects.filter(panel=panel)}
    assert found == {"Connue": (1, True), "Nouvelle": (2, False)}


@pytest.mark.parametrize("code", ["fr", "nl"])
def test_a_recommendation_outlives_the_record_that_took_it_up(code: str) -> None:
    guide = make_guide()
    panel = make_panel(recommendations=(a_recommendation(state="taken_up", taken_up_by=guide),))
    (row,) = panel.recommendations.all()
    events = list(row.events.values_list("state", flat=True))
    reload(guide).delete()
    row.refresh_from_db()
    assert (row.state, row.taken_up_by_id, list(row.events.values_list("state", flat=True))) == (
        "taken_up",
        None,
        events,
    )
    word = {"fr": "recommandation", "nl": "aanbeveling"}[code]
    for url in (panel.url_in(code), panel.get_parent().specific.url_in(code), f"{panel.url_in(code)}{word}-1/"):
        assert GONE[code] in text_of(url)
    assert [place for place, _message in reload(panel).publication_problems()] == ["recommendations"]


def test_a_record_that_is_only_hidden_is_not_told_to_be_gone() -> None:
    guide = make_guide()
    panel = make_panel(recommendations=(a_recommendation(state="taken_up", taken_up_by=guide),))
    reload(guide).unpublish()
    assert GONE["fr"] not in text_of(panel.url_in("fr"))
