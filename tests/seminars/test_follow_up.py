"""The list of what all seminars recommended, with what became of each."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import make_group, make_guide, make_kind, make_organisation, make_theme, member_of, restrict
from tests.factories.seminars import a_recommendation, make_panel, make_seminar

pytestmark = pytest.mark.django_db
LIST = {"fr": "/fr/recommandations/", "nl": "/nl/aanbevelingen/"}
HIDE: dict[str, Callable[[Any], Any]] = {"restricted": restrict, "unpublished": lambda page: page.unpublish()}


def page_of(url: str, client: Client | None = None) -> str:
    response = (client or Client()).get(url)
    assert response.status_code == 200
    return response.content.decode()


def told(url: str) -> list[str]:
    return re.findall(r"<h3><a [^>]+>([^<]+)</a></h3>", page_of(url))


@pytest.mark.parametrize("code", LIST)
def test_it_tells_what_became_of_the_recommendations_of_every_seminar(code: str) -> None:
    guide, body = make_guide(heading_fr="Fiche", heading_nl="Gids"), make_organisation("slrb", name_fr="S", name_nl="B")
    make_panel(recommendations=(a_recommendation(text_fr="Un", text_nl="Een"),))
    taken = {"state": "taken_up", "taken_up_by": guide, "owner": body, "due": timezone.localdate() - timedelta(days=1)}
    panel = make_panel(make_seminar(), recommendations=(a_recommendation(text_fr="Deux", text_nl="Twee", **taken),))
    html = page_of(LIST[code])
    assert told(LIST[code]) == {"fr": ["Deux", "Un"], "nl": ["Twee", "Een"]}[code]
    for url in (guide.url_in(code), panel.url_in(code), f"/{code}/organisa{'tions' if code == 'fr' else 'ties'}/slrb/"):
        assert f'href="{url}"' in html
    assert html.count("badge--overdue") == 1


def test_it_is_filtered_by_state_theme_priority_and_whom_it_concerns() -> None:
    owner, kind = make_organisation("owner"), make_kind("cpas")
    make_panel(recommendations=(a_recommendation(text_fr="Autre"),))
    wanted = {"state": "declined", "reason_fr": "Non", "reason_nl": "Neen", "decided_on": timezone.localdate()}
    facts = {"owner": owner, "addressee_kind": kind, "priority": "high", **wanted}
    make_panel(themes=(make_theme("rent"),), recommendations=(a_recommendation(text_fr="Cherchée", **facts),))
    queries = ("state=declined", "theme=rent", "priority=high", "owner=owner", "addressee_kind=cpas")
    for query in (*queries, "&".join(queries)):
        assert told(f"{LIST['fr']}?{query}") == ["Cherchée"]
    assert told(f"{LIST['fr']}?owner=owner&priority=normal") == []


def test_an_organisation_that_was_replaced_filters_as_the_one_in_its_place() -> None:
    new = make_organisation("new")
    old = make_organisation("old", state="merged", replaced_by=new)
    make_panel(recommendations=(a_recommendation(text_fr="Ancienne", owner=old),))
    assert told(f"{LIST['fr']}?owner=old") == told(f"{LIST['fr']}?owner=new") == ["Ancienne"]


def test_it_comes_in_pages_and_counts_all() -> None:
    make_panel(recommendations=tuple(a_recommendation() for _each in range(23)))
    html = page_of(LIST["fr"])
    assert len(told(LIST["fr"])) == 20
    assert len(told(f"{LIST['fr']}?page=2")) == 3
    assert "23 recommandations" in html


@pytest.mark.parametrize("hide", HIDE.values(), ids=HIDE)
def test_what_a_hidden_panel_recommends_is_neither_told_nor_counted(hide: Callable[[Any], Any]) -> None:
    panel = make_panel(recommendations=(a_recommendation(text_fr="Secret"),))
    make_panel(recommendations=(a_recommendation(text_fr="Publique"),))
    assert told(LIST["fr"]) == ["Publique", "Secret"]
    hide(panel)
    assert told(LIST["fr"]) == ["Publique"]
    assert "1 recommandation<" in page_of(LIST["fr"])


def test_a_member_is_told_what_the_panels_of_the_group_recommend() -> None:
    group = make_group()
    restrict(make_panel(recommendations=(a_recommendation(text_fr="Entre nous"),)), group)
    member = Client()
    member.force_login(member_of(group))
    assert "Entre nous" in page_of(LIST["fr"], member)
    assert "Entre nous" not in page_of(LIST["fr"])


def test_the_seminars_and_the_sitemap_lead_to_it() -> None:
    page = make_seminar()
    make_panel(page, recommendations=(a_recommendation(),))
    for url in ("/fr/seminaires/", str(page.url_in("fr"))):
        assert f'href="{LIST["fr"]}"' in page_of(url)
    sitemap = page_of("/sitemap.xml")
    assert all(f"{path}</loc>" in sitemap for path in LIST.values())
