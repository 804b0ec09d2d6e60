"""What is suggested while somebody types, and to whom."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from search.suggesting import starts_of
from tests.factories import make_theme, make_user, restrict
from tests.search.conftest import Publish

FRENCH, DUTCH = "/fr/recherche/suggest/", "/nl/zoeken/suggest/"


def suggested(site: Client, typed: str, path: str = FRENCH) -> list[dict[str, Any]]:
    answer = site.get(path, {"q": typed})
    assert answer.status_code == 200
    rows: list[dict[str, Any]] = json.loads(answer.content)["suggestions"]
    return rows


def named(site: Client, typed: str, path: str = FRENCH) -> list[dict[str, Any]]:
    """Return the suggestions that lead to a record or a theme, without the words."""
    return [row for row in suggested(site, typed, path) if "?q=" not in row["url"]]


def texts(site: Client, typed: str, path: str = FRENCH) -> list[str]:
    return [row["text"] for row in named(site, typed, path)]


@pytest.mark.parametrize(
    ("typed", "starts"),
    [
        ("insal", ("insal",)),
        ("l'insalubrité du log", ("insalubrite", "log")),
        ("", ()),
        ("   ", ()),
        ("le", ()),
        ('"<bail>" -x', ("bail", "x")),
    ],
)
def test_beginnings_are_folded_words(typed: str, starts: tuple[str, ...]) -> None:
    assert starts_of(typed, "fr") == starts


def test_records_are_suggested_by_their_titles(site: Client, publish: Publish) -> None:
    guide = publish(heading_fr="Visiter un logement insalubre", heading_nl="Een ongezonde woning bezoeken")
    [row] = named(site, "logement insal")
    assert row["text"] == "Visiter un logement insalubre"
    assert row["url"].startswith("/fr/guides/")
    assert row["lang"] == ""
    [row] = named(site, "woning", FRENCH)
    assert (row["text"], row["lang"]) == ("Een ongezonde woning bezoeken", "nl-BE")
    assert texts(site, "ongez", DUTCH) == [guide.heading_nl]


def test_themes_are_suggested_by_all_their_names(site: Client, publish: Publish) -> None:
    theme = make_theme("slum", fr="Marchand de sommeil", nl="Huisjesmelker")
    publish(heading_fr="Le bail", heading_nl="De huur", themes=(theme,))
    [row] = named(site, "huisjesm")
    assert (row["text"], row["note"]) == ("Marchand de sommeil", "Thème – Huisjesmelker")
    assert row["url"].endswith("/slum/")


def test_nothing_hidden_is_suggested(site: Client, publish: Publish) -> None:
    theme = make_theme("slum", fr="Marchand de sommeil")
    guide = publish(heading_fr="Marchand du secret", themes=(theme,))
    restrict(guide)
    call_command("search_sync", verbosity=0)
    assert texts(site, "march") == []
    site.force_login(make_user())
    assert texts(site, "march") == ["Marchand de sommeil", "Marchand du secret"]


@pytest.mark.parametrize("typed", ["", "a", "le ", "\x00", "*", '"', "é" * 3000, "(((", "\ud800"])
def test_anything_may_be_typed(site: Client, publish: Publish, typed: str) -> None:
    publish(heading_fr="Le bail")
    assert site.get(f"{FRENCH}?q={typed.encode('utf-8', 'surrogatepass').hex()}").status_code == 200
    assert suggested(site, typed.encode("utf-8", "ignore").decode()) == []


@pytest.mark.parametrize("number", [1, 3])
def test_suggestions_cost_few_queries_and_no_write(
    site: Client, publish: Publish, number: int, django_assert_max_num_queries: Any
) -> None:
    theme = make_theme("rent", fr="Bail et loyer")
    for _each in range(number):
        publish(heading_fr="Le bail", themes=(theme,))
    suggested(site, "bail")
    with django_assert_max_num_queries(10) as asked:
        assert len(named(site, "bail")) == number + 1
    assert all(query["sql"].lstrip(" (").upper().startswith("SELECT") for query in asked.captured_queries)


def test_an_anonymous_answer_varies_with_no_cookie(site: Client, publish: Publish) -> None:
    publish(heading_fr="Le bail")
    answer = site.get(FRENCH, {"q": "bail"})
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_the_word_being_typed_is_completed_from_public_records(site: Client, publish: Publish) -> None:
    publish(heading_fr="Autre", body_fr="Les moisissures et l’humidité des murs.")
    restrict(publish(heading_fr="Autre", body_fr="Les moisonneuses du secret."))
    call_command("search_rebuild", verbosity=0)
    [row] = suggested(site, "traiter les moisi")
    assert row["text"].startswith("traiter les moisissure")
    assert row["url"].startswith("/fr/recherche/?q=traiter+les+moisissure")
    assert suggested(site, "moison") == []
