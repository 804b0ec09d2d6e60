from __future__ import annotations

import pytest
from django.http import QueryDict
from django.test import Client

from organisations.tile_layout import IN_TWO_ROWS, PLACES
from portal.tile_map import filtering_tiles, tiles
from tests.factories import make_municipality, make_practice, republish, restrict

pytestmark = pytest.mark.django_db

LIST = "/fr/bonnes-pratiques/"


def test_no_two_municipalities_stand_on_the_same_place() -> None:
    second = {(column, row + 1) for nis, (column, row) in PLACES.items() if nis in IN_TWO_ROWS}
    assert len(PLACES) == 19
    assert len({*PLACES.values(), *second}) == 20


def test_the_more_records_the_darker_the_tile() -> None:
    rows = [(make_municipality(nis), number) for nis, number in (("21001", 0), ("21002", 1), ("21004", 9))]
    assert {tile.municipality.nis: tile.tone for tile in tiles(rows, {})} == {"21001": 0, "21002": 1, "21004": 3}


def test_a_municipality_that_the_map_does_not_know_is_left_out() -> None:
    assert tiles([(make_municipality("99999"), 3)], {}) == []


def test_a_tile_puts_the_filter_on_and_takes_it_off_again_and_keeps_the_others() -> None:
    make_municipality("21001"), make_municipality("21004")
    query = QueryDict("state=running&municipalities=21004&page=2")
    urls = {
        tile.municipality.nis: tile.url for tile in filtering_tiles({"21001": 1, "21004": 2}, query, "municipalities")
    }
    assert urls == {
        "21001": "?state=running&municipalities=21004&municipalities=21001",
        "21004": "?state=running",
    }


def test_the_map_counts_the_practices_that_the_reader_may_see() -> None:
    place = make_municipality("21004")
    republish(make_practice(), municipalities=[place])
    hidden = republish(make_practice(), municipalities=[place])
    restrict(hidden)
    (tile,) = Client().get(LIST).context["tiles"]
    assert (tile.number, tile.url) == (1, "?municipalities=21004")


def test_a_municipality_without_practices_leads_nowhere() -> None:
    make_municipality("21004"), make_practice()
    html = Client().get(LIST).content.decode()
    assert 'class="tile__empty"' in html
    assert "?municipalities=21004" not in html


@pytest.mark.parametrize(("code", "path"), [("fr", "communes"), ("nl", "gemeenten")])
def test_the_municipalities_stand_on_a_map_and_in_a_list(code: str, path: str) -> None:
    make_municipality("21004")
    html = Client().get(f"/{code}/{path}/").content.decode()
    assert html.count(f'href="/{code}/{path}/21004/"') == 2
