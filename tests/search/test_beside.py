"""What stands beside results: recommendations, and help where nothing was found."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from portal.models import HomePage, InformationPage
from tests.factories import make_theme, restrict
from tests.search.conftest import Publish

FRENCH, DUTCH = "/fr/recherche/", "/nl/zoeken/"


def page(site: Client, path: str = FRENCH, **query: str) -> str:
    answer = site.get(path, query)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def promote(question: str, **target: Any) -> None:
    query, _made = Query.objects.get_or_create(query_string=question)
    SearchPromotion.objects.create(query=query, **target)


def contact_page() -> str:
    texts = {"heading_fr": "Contact", "heading_nl": "Contact", "slug_fr": "contact", "slug_nl": "contact"}
    info = HomePage.objects.get().add_child(
        instance=InformationPage(slug="contact", role="contact", live=False, **texts)
    )
    info.save_revision().publish()
    return "/fr/contact/"


def test_a_recommended_record_stands_first_in_whatever_writing(site: Client, publish: Publish) -> None:
    guide = publish(heading_fr="Le bail", heading_nl="De huur")
    promote("Insalubrité", page=guide)
    html = page(site, q="INSALUBRITE")
    assert "Recommandé pour cette question" in html
    assert "Le bail" in html
    assert "Recommandé" not in page(site, q="autre")
    assert "De huur" in page(site, DUTCH, q="insalubrité")


def test_an_address_elsewhere_can_be_recommended(site: Client, publish: Publish) -> None:
    promote("bail", external_link_url="https://example.org/bail", external_link_text="Le <bail>")
    html = page(site, q="bail")
    assert '<a href="https://example.org/bail" rel="external">Le &lt;bail&gt;</a>' in html


def test_a_record_that_is_closed_is_recommended_to_nobody_else(site: Client, publish: Publish) -> None:
    guide = publish(heading_fr="Le secret")
    promote("bail", page=guide)
    restrict(guide)
    assert "Le secret" not in page(site, q="bail")


def test_recommendations_do_not_follow_onto_filters_and_pages(site: Client, publish: Publish) -> None:
    guide = publish(heading_fr="Le bail")
    promote("bail", page=guide)
    assert "Recommandé" not in page(site, q="bail", kind="guide")


def test_a_search_never_counts_in_the_tables_of_recommendations(site: Client, publish: Publish) -> None:
    page(site, q="bail")
    assert not Query.objects.exists()


def test_nothing_found_leads_to_near_themes_single_words_and_the_cell(site: Client, publish: Publish) -> None:
    address = contact_page()
    publish(heading_fr="Autre", heading_nl="Iets", themes=(make_theme("slum", fr="Marchand de sommeil"),))
    html = page(site, q="marchandt zyxwv")
    assert '<a href="/fr/themes/slum/">Marchand de sommeil</a>' in html
    assert '<a href="?q=marchandt">marchandt</a>' in html
    assert f'<a href="{address}">Posez votre question à la cellule de coordination</a>' in html
    assert "language=all" in html


def test_near_themes_that_lead_to_nothing_visible_are_not_told(site: Client, publish: Publish) -> None:
    guide = publish(heading_fr="Autre", themes=(make_theme("slum", fr="Marchand de sommeil"),))
    restrict(guide)
    assert "Marchand de sommeil" not in page(site, q="marchandt zyxwv")


@pytest.mark.parametrize("number", [1, 3])
def test_help_and_recommendations_cost_the_same_for_any_number(
    site: Client, publish: Publish, number: int, django_assert_max_num_queries: Any
) -> None:
    contact_page()
    for each in range(number):
        guide = publish(heading_fr="Autre", themes=(make_theme(f"slum-{each}", fr=f"Marchand {each}"),))
        promote("marchandt", page=guide)
    page(site, q="marchandt")
    with django_assert_max_num_queries(20):
        html = page(site, q="marchandt")
    assert html.count("/fr/themes/slum-") == number
