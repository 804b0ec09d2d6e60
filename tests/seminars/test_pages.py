"""The pages of seminars, panels, recommendations and working groups, as readers of both languages get them."""

from __future__ import annotations

from contextlib import closing
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.models import RecordChange, RecordFile, RecordLink, Relation
from seminars.models import (
    Deliverable,
    Meeting,
    PanelMention,
    PanelPerson,
    Participation,
    ProgrammeItem,
    SeminarAim,
    Takeaway,
)
from tests.factories import make_document, make_guide, make_kind, make_organisation, make_theme, republish
from tests.factories.seminars import (
    a_recommendation,
    make_panel,
    make_person,
    make_seminar,
    make_working_group,
)

pytestmark = pytest.mark.django_db
CODES = ("fr", "nl")


def text_of(url: str | None) -> str:
    response = Client().get(str(url))
    assert response.status_code == 200
    return response.content.decode()


def both(name: str, text: str) -> dict[str, str]:
    return {f"{name}_{code}": f"{text} {code}" for code in CODES}


@pytest.mark.parametrize("code", CODES)
def test_what_remains_stands_first_once_the_outputs_are_published(code: str) -> None:
    page = make_seminar()
    for state, first in (("announced", "day"), ("outputs_published", "takeaways")):
        changed = republish(page, state=state, takeaways=[Takeaway(**both("text", "Retenir"))])
        html = text_of(changed.url_in(code))
        assert min(("day", "takeaways"), key=lambda part: html.index(f'<section id="{part}"')) == first
        assert f"Retenir {code}" in html


@pytest.mark.parametrize("code", CODES)
def test_a_seminar_shows_its_panels_and_what_became_of_their_recommendations(code: str) -> None:
    group = make_working_group(**both("heading", "Groupe"))
    taken = a_recommendation(state="taken_up", taken_up_by=group, **both("text", "Informer"))
    page = make_seminar(state="held")
    panel = make_panel(page, recommendations=(taken, a_recommendation()), **both("heading", "Données"))
    html = text_of(page.url_in(code))
    shown = [f"Données {code}", f"Informer {code}", f"Groupe {code}", str(group.url_in(code)), str(panel.url_in(code))]
    assert [text for text in shown if text not in html] == []
    assert html.count("badge--open") == 1
    assert html.count("badge--taken_up") == 1


def test_a_seminar_shows_figures_and_organisations() -> None:
    page = make_seminar(participants_total=83)
    page = republish(
        page,
        participation=[Participation(kind=make_kind("commune"), number=40)],
        participating_organisations=[make_organisation("dghi")],
    )
    html = text_of(page.url_in("nl"))
    assert [text for text in ("83 ", "commune nl", "<dd>40</dd>", "dghi nl") if text not in html] == []


def test_the_material_of_the_panels_stands_on_the_seminar_the_language_being_read_first() -> None:
    page = make_seminar()
    panel = make_panel(page)
    files = [RecordFile(document=make_document(name, language=name)) for name in CODES]
    republish(panel, files=files)
    html = text_of(page.url_in("nl"))
    documents = html[html.index('<section id="material"') :]
    assert documents.index("nl") < documents.index(">fr<")


@pytest.mark.parametrize("code", CODES)
def test_a_panel_tells_who_led_it_what_was_said_and_what_it_asks(code: str) -> None:
    texts = {**both("findings", "Constat"), **both("agreement", "Accord"), **both("disagreement", "Désaccord")}
    panel = make_panel(recommendations=(a_recommendation(**both("text", "Informer")),), **texts)
    person = PanelPerson(role="moderator", organisation=make_organisation("region"), **both("function", "Juriste"))
    panel = republish(panel, people=[person], mentions=[PanelMention(**both("text", "Plateforme"))])
    html = text_of(panel.url_in(code))
    words = ("Constat", "Accord", "Désaccord", "Informer", "Juriste", "Plateforme", "region")
    assert [word for word in words if f"{word} {code}" not in html] == []


@pytest.mark.parametrize(("consent", "named"), [(date(2022, 1, 1), True), (None, False)])
def test_a_person_is_named_only_while_the_consent_holds(consent: date | None, named: bool) -> None:
    person = make_person("Anne Peeters", consent_on=consent)
    panel = republish(make_panel(), people=[PanelPerson(person=person, **both("function", "Juriste"))])
    assert ("Anne Peeters" in text_of(panel.url_in("fr"))) is named


@pytest.mark.parametrize(("code", "word"), [("fr", "recommandation"), ("nl", "aanbeveling")])
def test_a_recommendation_has_an_address_of_its_own(code: str, word: str) -> None:
    panel = make_panel(recommendations=(a_recommendation(**both("text", "Informer")),))
    url = f"{panel.url_in(code)}{word}-1/"
    html = text_of(url)
    other = panel.url_in("nl" if code == "fr" else "fr")
    assert f"Informer {code}" in html
    assert f'rel="canonical" href="{settings.SITE_URL}{url}"' in html
    assert f'class="language-switch" href="{other}' in html
    assert Client().get(url.rstrip("/")).headers["Location"] == url


@pytest.mark.parametrize(
    "rest", ["recommandation-2/", "recommandation-01/", "aanbeveling-1/", "recommandation-/", "x/"]
)
def test_there_is_nothing_else_below_a_panel(rest: str) -> None:
    panel = make_panel(recommendations=(a_recommendation(),))
    assert Client().get(f"{panel.url_in('fr')}{rest}").status_code == 404


def test_a_former_address_of_a_panel_leads_on_from_its_recommendations() -> None:
    panel = make_panel(recommendations=(a_recommendation(),), slug_fr="donnees")
    former = f"{panel.url_in('fr')}recommandation-1/"
    panel = republish(panel, slug_fr="partage")
    assert Client().get(former).headers["Location"] == f"{panel.url_in('fr')}recommandation-1/"


def test_the_sitemap_has_every_recommendation_in_both_languages() -> None:
    panel = make_panel(recommendations=(a_recommendation(), a_recommendation()))
    sitemap = text_of("/sitemap.xml")
    ends = [f"{panel.url_in('fr')}recommandation-2/", f"{panel.url_in('nl')}aanbeveling-2/"]
    assert [sitemap.count(f"<loc>{settings.SITE_URL}{end}</loc>") for end in ends] == [1, 1]
    panel.unpublish()
    assert "recommandation-" not in text_of("/sitemap.xml")


def test_a_recommendation_tells_its_history() -> None:
    panel = make_panel(recommendations=(a_recommendation(),))
    row = panel.recommendations.get()
    row.state, row.reason_fr, row.reason_nl, row.decided_on = "declined", "Doublon", "Dubbel", date(2023, 1, 2)
    panel = republish(panel, recommendations=[row])
    html = text_of(f"{panel.url_in('nl')}aanbeveling-1/")
    history = html[html.index('<section id="history"') :]
    assert history.count("<dt>") == 2
    assert "Dubbel" in history


@pytest.mark.parametrize("code", CODES)
def test_the_thread_is_read_from_the_group_and_from_the_guide_too(code: str) -> None:
    guide, group = make_guide(), make_working_group()
    rows = [a_recommendation(state="taken_up", taken_up_by=page, **both("text", "Informer")) for page in (guide, group)]
    panel = make_panel(recommendations=tuple(rows))
    for page in (guide, group):
        html = text_of(page.url_in(code))
        assert f"Informer {code}" in html
        assert str(panel.url_in(code)) in html


def test_a_group_shows_its_work_and_the_pages_that_came_of_it() -> None:
    guide = make_guide(**both("heading", "Modèle de lettre"))
    done = Deliverable(state="delivered", result=guide, **both("heading", "Une lettre"))
    page = republish(
        make_working_group(),
        deliverables=[done],
        meetings=[Meeting(date=date(2023, 2, 1), **both("decisions", "Décidé"))],
        member_organisations=[make_organisation("cpas")],
    )
    html = text_of(page.url_in("fr"))
    wanted = ("Une lettre fr", "Modèle de lettre fr", str(guide.url_in("fr")), "Décidé fr", "cpas fr")
    assert [text for text in wanted if text not in html] == []


def test_the_meetings_to_come_stand_first_with_their_agenda_and_the_held_ones_with_their_minutes() -> None:
    today = timezone.localdate()
    days = {"Avant": -40, "Dernière": -10, "Prochaine": 7, "Ensuite": 30}
    rows = [Meeting(date=today + timedelta(days=days[name]), **both("agenda", name)) for name in days]
    minutes = make_document("proces-verbal")
    rows[1].minutes_fr = rows[1].minutes_nl = minutes
    html = text_of(republish(make_working_group(), meetings=rows).url_in("nl"))
    assert sorted(days, key=lambda name: html.index(f"{name} nl")) == ["Prochaine", "Ensuite", "Dernière", "Avant"]
    assert html.count("komt nog") == 2
    assert html.count(f'href="{minutes.url}"') == 1
    with closing(Client().get(minutes.url)) as answer:
        assert answer.status_code == 200


def full(rows: int) -> list[Any]:
    """Return a seminar, a panel and a group with so many rows of each kind."""
    several = range(rows)
    guides = [make_guide() for _each in several]
    page = make_seminar(themes=tuple(make_theme() for _each in several))
    asked = [a_recommendation(state="taken_up", taken_up_by=each) for each in guides]
    panels = [make_panel(page, recommendations=tuple(asked))] + [make_panel(page) for _each in several[1:]]
    group = make_working_group()
    make_panel(recommendations=tuple(a_recommendation(state="taken_up", taken_up_by=group) for _each in several))
    common: dict[str, Any] = {}

    def rows_of_all() -> dict[str, Any]:
        return {
            "files": [RecordFile(document=make_document()) for _each in several],
            "links": [RecordLink(**both("url", "https://example.org/")) for _each in several],
            "changes": [RecordChange(changed_on=date(2023, 1, 1), **both("sentence", "x")) for _each in several],
            "relations": [Relation(target=each) for each in guides],
        }

    common["seminar"] = republish(
        page,
        aims=[SeminarAim(**both("text", "But")) for _each in several],
        takeaways=[Takeaway(**both("text", "Point")) for _each in several],
        programme=[
            ProgrammeItem(start=time(9), end=time(10), panel=each, **both("heading", "Panel")) for each in panels
        ],
        participation=[Participation(kind=make_kind(), number=3) for _each in several],
        participating_organisations=[make_organisation() for _each in several],
        partners=[make_organisation() for _each in several],
        **rows_of_all(),
    )
    common["panel"] = republish(
        panels[0],
        people=[PanelPerson(person=make_person(), **both("function", "x")) for _each in several],
        mentions=[PanelMention(page=each) for each in guides],
        **rows_of_all(),
    )
    common["group"] = republish(
        group,
        deliverables=[Deliverable(result=each, **both("heading", "x")) for each in guides],
        meetings=[Meeting(date=date(2023, 1, 1), minutes_fr=make_document()) for _each in several],
        member_organisations=[make_organisation() for _each in several],
        **rows_of_all(),
    )
    urls = [each.url_in("fr") for each in common.values()]
    return [*urls, f"{urls[1]}recommandation-1/"]


def queries(url: str) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as found:
        assert Client().get(url).status_code == 200
    return len(found)


def test_each_page_asks_as_often_with_three_rows_of_each_kind_as_with_one() -> None:
    one, three = full(1), full(3)
    text_of(one[0])
    asked = [queries(url) for url in one]
    assert [queries(url) for url in three] == asked
    assert max(asked) <= 12


@pytest.mark.parametrize(("code", "word"), [("fr", "recommandation"), ("nl", "aanbeveling")])
def test_the_permalink_of_a_recommendation_leads_to_it_in_the_language_of_the_browser(code: str, word: str) -> None:
    panel = make_panel(recommendations=(a_recommendation(), a_recommendation()))
    row = panel.recommendations.order_by("number")[1]
    response = Client().get(f"/id/{row.reference}", headers={"Accept-Language": code})
    assert response["Location"] == f"{panel.url_in(code)}{word}-{row.number}/"
    assert Client().get(response["Location"]).status_code == 200
