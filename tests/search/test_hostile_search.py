"""Ten thousand strings that nobody should send, on the page, the suggestions, the filters and the API."""

from __future__ import annotations

import logging
import random
from itertools import islice
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from portal import edition
from search.labels import FACETS
from tests.scenarios.test_hostile_input import NASTY, strings
from tests.search.conftest import Publish

pytestmark = pytest.mark.soak

EACH = 2_500
PARTS = 5


def quoted(text: str) -> str:
    return quote(text.encode("utf-8", "surrogatepass"))


def addresses(chance: random.Random) -> dict[str, str]:
    """Return where a string is put, by what is tried; ``{}`` is its place."""
    facet = chance.choice(list(FACETS))
    return {
        "page": "/fr/recherche/?q={}&language=all",
        "suggestions": "/nl/zoeken/suggest/?q={}",
        "filters": f"/fr/recherche/?q=bail&{facet}={{}}&order={{}}&page={{}}",
        "api": f"/api/v1/search?q={{}}&lang=nl&also={{}}&{facet}={{}}",
    }


@pytest.mark.release
@pytest.mark.parametrize("part", range(PARTS))
def test_ten_thousand_strings_are_answered(
    site: Client, publish: Publish, part: int, caplog: pytest.LogCaptureFixture, settings: Any
) -> None:
    guide = publish(heading_fr="Le bail", heading_nl="De huur")
    # As on a site: what every question needs is read once.
    settings.PAGE_CACHE = True
    edition.renew()
    chance = random.Random(part)  # noqa: S311
    site.raise_request_exception = False
    wrong = []
    for text in islice(strings(EACH, 135), part, None, PARTS):
        for name, address in addresses(chance).items():
            caplog.clear()
            status = site.get(address.replace("{}", quoted(text))).status_code
            if status >= 500 or any(record.levelno >= logging.ERROR for record in caplog.records):
                wrong.append((name, status, text[:80]))
    assert wrong == []
    assert guide.reference in site.get("/fr/recherche/?q=bail").content.decode()


@pytest.mark.parametrize("text", [each for each in NASTY if '"' not in each and "-" not in each][:40])
def test_a_good_word_among_hostile_ones_is_suggested_and_found(site: Client, publish: Publish, text: str) -> None:
    guide = publish(heading_fr="Logement", heading_nl="Woning")
    hostile = "".join(each for each in text if not each.isalnum())[:100]
    for address in ("/fr/recherche/?q={}", "/fr/recherche/suggest/?q={}", "/api/v1/search?q={}"):
        answer = site.get(address.format(quoted(f"{hostile} logement {hostile}"))).content.decode()
        assert guide.reference in answer or "Logement" in answer
