"""Full marks of Lighthouse, each page in one language; `make audit` scores both, and speed, on a quiet machine."""

from __future__ import annotations

from itertools import cycle

import pytest

import languages
from tests.browser.demo_site import PAGES
from tests.browser.lighthouse import LOOKED_AT, MEASURES, Scored, scored

pytestmark = [pytest.mark.browser, pytest.mark.audit, pytest.mark.soak, pytest.mark.release]


@pytest.mark.parametrize(("name", "code"), list(zip(LOOKED_AT, cycle(languages.CODES), strict=False)))
def test_page_has_full_marks(site: str, name: str, code: str) -> None:
    categories = ("accessibility", "best-practices", "seo")
    assert scored(site, PAGES[name][code], runs=1, categories=categories).missing == []


def test_only_a_page_of_results_may_lack_marks_for_search_engines() -> None:
    points = {"performance": 100, "seo": 54}
    measured = dict.fromkeys(MEASURES, 0.0)
    assert Scored("/fr/recherche/?q=logement", points, measured).missing == []
    assert Scored("/fr/", points, measured).missing == ["/fr/: seo 54"]
