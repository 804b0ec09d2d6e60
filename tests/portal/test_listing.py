from __future__ import annotations

from typing import Any

import pytest
from django.test import Client, RequestFactory

from guides.models import GuideIndexPage, GuidePage
from portal.listing import PER_PAGE, Listed, listing
from tests.factories import (
    make_group,
    make_guide,
    make_municipality,
    make_practice,
    make_theme,
    member_of,
    republish,
    restrict,
)
from tests.factories.seminars import make_seminar, make_working_group

pytestmark = pytest.mark.django_db


def listed(query: str = "") -> dict[str, Any]:
    listed = Listed(GuideIndexPage.objects.get(), GuidePage, GuideIndexPage.facets)
    return listing(RequestFactory().get(f"/fr/guides/{query}"), listed)


def references(query: str = "") -> list[str]:
    return [card.reference for card in listed(query)["results"]]


def test_the_newest_guide_stands_first() -> None:
    old, new = make_guide(), make_guide()
    assert references() == [new.reference, old.reference]


def test_a_list_is_cut_into_pages() -> None:
    make_guide()
    GuidePage.objects.update(first_published_at=None)
    context = listed()
    assert (context["results"].paginator.per_page, context["results"].paginator.count) == (PER_PAGE, 1)


@pytest.mark.parametrize("page", ["2", "1000", "99999", "0", "-1", "x"])
def test_a_page_that_does_not_exist_is_answered_with_one_that_does(page: str) -> None:
    guide = make_guide()
    assert references(f"?page={page}") == [guide.reference]


def test_hidden_guides_are_not_listed() -> None:
    shown, hidden = make_guide(), make_guide()
    restrict(hidden)
    make_guide().unpublish()
    assert references() == [shown.reference]
    assert listed()["results"].paginator.count == 1


def test_a_member_is_listed_what_a_member_may_see() -> None:
    group = make_group()
    guide = make_guide(heading_fr="Pour le groupe")
    restrict(guide, group)
    client = Client()
    client.force_login(member_of(group))
    texts = [client.get("/fr/guides/").content.decode(), Client().get("/fr/guides/").content.decode()]
    assert ["Pour le groupe" in text for text in texts] == [True, False]


def test_the_filters_in_force_are_named() -> None:
    make_guide(themes=(make_theme("rent", fr="Loyer"),))
    (chosen,) = listed("?theme=rent&page=3")["chosen"]
    assert ("Loyer" in chosen.label, chosen.query) == (True, "")


def test_pagination_keeps_the_filters() -> None:
    make_guide(themes=(make_theme("rent"),))
    assert listed("?theme=rent&page=3")["filter_query"] == "theme=rent"


def test_an_empty_list_is_a_list() -> None:
    context = listed("?theme=x")
    assert (list(context["results"]), context["form"].tree) == ([], [])


HOSTILE = (
    "page=99999999999999999999&theme=%00",
    "page=-1&page=%F0%9F%98%80&order=-heading_fr",
    "state=%27%3B+drop+table&year=99999&starts_at=0000",
    "organisation=" + "x" * 4000,
    "theme=a&" * 300,
    "municipalities=21004%00&municipalities[]=1&kind=../../etc",
    "evidence_level=NaN&evidence_level=1e9&target_groups=%ED%A0%80",
)
LISTS = {
    "fr": ("guides", "bonnes-pratiques", "seminaires", "groupes-de-travail", "themes/rent", "communes/21004"),
    "nl": ("gidsen", "goede-praktijken", "seminaries", "werkgroepen", "themas/rent", "gemeenten/21004"),
}


@pytest.mark.soak
def test_no_query_string_breaks_a_list_or_empties_it() -> None:
    themes, places = (make_theme("rent"),), [make_municipality("21004")]
    made = [make(themes=themes) for make in (make_guide, make_practice, make_seminar, make_working_group)]
    for page in made:
        republish(page, municipalities=places)
    for code, paths in LISTS.items():
        for path in paths:
            for query in HOSTILE:
                response = Client().get(f"/{code}/{path}/?{query}")
                assert response.status_code == 200, (path, query)
                assert any(str(page.url_in(code)) in response.content.decode() for page in made), (path, query)
