from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories import make_municipality, make_person, make_practice, republish
from tests.practices.full import full_practice

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def text_of(page: Any, code: str = "fr") -> str:
    response = Client().get(page.url_in(code))
    assert response.status_code == 200
    return response.content.decode()


def section(text: str, name: str) -> str:
    return text.split(f'id="{name}"')[1].split("</section>")[0]


@pytest.mark.parametrize("code", ["fr", "nl"])
def test_a_full_page_is_whole_in_each_language(code: str) -> None:
    text = text_of(full_practice(), code)
    assert f'<html lang="{code}-BE"' in text
    assert len(re.findall(r"<h1[ >]", text)) == 1
    assert not re.search(r"\{\{|\{%|None</|&lt;Page", text)
    anchors = re.findall(r'<li><a href="#([a-z]+)"', text)
    assert [name for name in anchors if f'id="{name}"' not in text] == []


@pytest.mark.parametrize("code", ["fr", "nl"])
def test_a_page_that_tells_only_what_is_required_is_whole_too(code: str) -> None:
    text = text_of(make_practice(), code)
    assert not re.search(r"\{\{|\{%|None</|&lt;Page", text)
    assert ('id="results"' in text, 'id="failed"' in text) == (False, False)


def test_it_says_at_the_top_whether_it_goes_on_and_how_well_it_is_known_to_work() -> None:
    head = text_of(full_practice(state="stopped", ended_on=date(2026, 6, 1))).split("</header>")[1]
    for words in ("arrêtée avant terme", "de mars 2024 à juin 2026", "mesuré avant et après", "de la même façon"):
        assert words in head


def test_it_says_where_it_is_done() -> None:
    assert "toute la Région" in text_of(make_practice())
    assert "21009 fr" in text_of(republish(make_practice(), municipalities=[make_municipality("21009")]))


def test_what_failed_stands_as_high_as_what_worked() -> None:
    text = text_of(full_practice())
    levels = [re.findall(r"<h(\d)", section(text, name))[0] for name in ("results", "failed")]
    assert levels == ["2", "2"]
    assert text.index('id="results"') < text.index('id="failed"') < text.index('id="conditions"')


def test_results_are_a_table_with_their_source() -> None:
    table = section(text_of(full_practice()), "results")
    assert all(words in table for words in ("<table>", "Logements", "47", "Registre"))


def test_without_a_result_it_says_by_whom_it_will_be_measured() -> None:
    page = full_practice(results=[], no_result_yet_fr="La cellule compte dès 2027.", evidence_level=0)
    told = section(text_of(page), "results")
    assert "Pas encore de résultat." in told
    assert ">La cellule compte dès 2027.<" in told


def test_templates_of_both_languages_are_offered() -> None:
    block = section(text_of(full_practice()), "transfer")
    assert block.count('href="/documents/') == 2


def test_a_person_is_named_only_while_the_consent_holds() -> None:
    shown, hidden = (
        make_person("Anna Shown"),
        make_person("Bert Hidden", hide_after=timezone.localdate() - timedelta(1)),
    )
    assert "Anna Shown" in text_of(full_practice(contact_person=shown))
    assert "Bert Hidden" not in text_of(full_practice(contact_person=hidden))


def test_it_says_what_the_service_is_available_for() -> None:
    contact = section(text_of(full_practice()), "contact")
    assert ("un appel" in contact, "une visite" in contact) == (True, False)


def test_a_text_in_the_other_language_says_so() -> None:
    assert '<div class="prose" lang="fr-BE">' in section(text_of(full_practice(), "nl"), "failed")


def queries(url: str) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as found:
        assert Client().get(url).status_code == 200
    return len(found)


def test_a_practice_asks_as_often_with_three_rows_of_each_kind_as_with_one() -> None:
    towns = [make_municipality(nis) for nis in ("21001", "21002", "21003")]
    one, three = full_practice(1, municipalities=towns[:1]), full_practice(3, municipalities=towns)
    for page in (one, three):
        # The first reader makes the file of the image.
        Client().get(page.url_in("fr"))
    with_one = queries(one.url_in("fr"))
    assert queries(three.url_in("fr")) == with_one
    assert with_one <= 12
