import random
import re
from urllib.parse import urlencode

import pytest
from django.test import Client

from search import results
from search.labels import FACETS
from tests.factories import make_theme
from tests.search.conftest import Publish

FRENCH, DUTCH = "/fr/recherche/", "/nl/zoeken/"


def page(site: Client, path: str = FRENCH, **query: object) -> str:
    answer = site.get(path, query)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def references(html: str) -> list[str]:
    return re.findall(r'entry__reference">([^<]*)<', html)


@pytest.mark.parametrize("path", [FRENCH, DUTCH])
def test_the_page_without_a_question_tells_how_to_search(site: Client, path: str) -> None:
    html = page(site, path)
    assert "art. 135 § 2" in html
    assert references(html) == []


def test_a_question_is_answered_in_the_language_of_the_page(site: Client, publish: Publish) -> None:
    guide = publish(heading_fr="Le bail", heading_nl="De huur")
    assert references(page(site, q="bail")) == [guide.reference]
    assert references(page(site, DUTCH, q="huur")) == [guide.reference]


def test_a_question_in_the_other_language_finds_the_version_of_the_reader(site: Client, publish: Publish) -> None:
    guide = publish(heading_fr="Le bail", heading_nl="De huur")
    html = page(site, DUTCH, q="bail")
    assert references(html) == [guide.reference]
    assert ">De huur</a>" in html
    assert "Gevonden in de versie in de andere taal" in html


def test_the_question_stays_in_the_box(site: Client) -> None:
    assert 'value="le &quot;bail&quot; &lt;b&gt;"' in page(site, q='le "bail" <b>')


def test_a_hit_in_the_other_language_says_so(site: Client, publish: Publish) -> None:
    publish(heading_fr="Autre", heading_nl="De huurwaarborg")
    html = page(site, q="huurwaarborg", language="all")
    assert '<li class="entry" lang="nl-BE">' in html
    assert '<span class="badge">Nederlands</span>' in html
    assert 'hreflang="nl-BE"><mark>' not in html
    assert "De <mark>huurwaarborg</mark>" in html


def test_few_results_lead_to_those_in_the_other_language(site: Client, publish: Publish) -> None:
    publish(heading_fr="Autre", heading_nl="De huurwaarborg")
    assert 'href="?q=huurwaarborg&amp;language=all"' in page(site, q="huurwaarborg")


def test_filters_in_force_can_be_taken_off_one_by_one(site: Client, publish: Publish) -> None:
    publish(heading_fr="Le bail", themes=(make_theme("rent", fr="Loyer"),))
    html = page(site, q="bail", theme="rent", kind="guide")
    assert 'href="?q=bail&amp;kind=guide"' in html
    assert 'href="?q=bail&amp;theme=rent"' in html
    assert re.search(r'name="theme" value="rent" checked', html)


def test_a_filter_that_does_not_exist_is_left_out_and_said(site: Client, publish: Publish) -> None:
    guide = publish(heading_fr="Le bail")
    html = page(site, q="bail", theme="nothing")
    assert references(html) == [guide.reference]
    assert "theme=nothing" not in html.split("<main", 1)[1]


def test_results_are_paged(site: Client, publish: Publish, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results, "PER_PAGE", 2)
    guides = {publish(heading_fr="Le bail").reference for _ in range(3)}
    first, second = page(site, q="bail"), page(site, q="bail", page=2)
    assert 'href="?q=bail&amp;page=2"' in first
    assert {*references(first), *references(second)} == guides


def test_an_anonymous_answer_varies_with_no_cookie(site: Client, publish: Publish) -> None:
    publish(heading_fr="Le bail")
    assert "Cookie" not in site.get(FRENCH, {"q": "bail"}).headers.get("Vary", "")


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_the_page_is_only_read(site: Client, method: str) -> None:
    assert getattr(site, method)(FRENCH).status_code == 405


MARKS = [
    *"'\"*()^:;-~+|&%_[]{}<>\\!?.,§°…«»“”\t\n",
    "\x00",
    "\x1b",
    "\ud800",
    "\u202e",
    "\u00ad",
    "--",
    "{{",
    "{%",
    "🏠",
]
HOSTILE = [*MARKS, "<script>", "NEAR(", "AND", "OR", "NOT", "exact:", "%00", "١٢", "é" * 50, "' or 1=1", "../../etc"]
NAMES = ["q", "language", "order", "page", *FACETS, "unknown"]


def hostile(chance: random.Random) -> str:
    return "".join(chance.choices(HOSTILE, k=chance.randint(1, 6)))


@pytest.mark.soak
def test_ten_thousand_hostile_parameters_are_answered(site: Client, publish: Publish) -> None:
    guide = publish(heading_fr="Le bail")
    chance = random.Random(135)  # noqa: S311
    for _ in range(500):
        parameters = [(chance.choice(NAMES), hostile(chance)) for _ in range(20)]
        query = urlencode(parameters, errors="surrogatepass")
        assert site.get(f"{FRENCH}?{query}").status_code == 200
    assert references(page(site, q="bail")) == [guide.reference]


@pytest.mark.soak
def test_a_good_word_between_hostile_characters_finds_its_record(site: Client, publish: Publish) -> None:
    guide = publish(heading_fr="Le logement")
    chance = random.Random(135)  # noqa: S311
    for _ in range(100):
        before, after = "".join(chance.choices(MARKS, k=3)), "".join(chance.choices(MARKS, k=3))
        query = urlencode({"q": f"{before}logement{after}"}, errors="surrogatepass")
        answer = site.get(f"{FRENCH}?{query}")
        assert references(answer.content.decode()) == [guide.reference]


@pytest.mark.parametrize("page_number", ["0", "-1", "51", "999999999999999999999", "x", "١", ""])
def test_any_page_number_is_answered(site: Client, publish: Publish, page_number: str) -> None:
    guide = publish(heading_fr="Le bail")
    assert references(page(site, q="bail", page=page_number)) == [guide.reference]
