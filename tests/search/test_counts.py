"""Questions are counted without whoever asked, and without what may be about a person."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from search import counts
from search.models import QueryCount
from search.personal import may_be_personal
from tests.factories import make_theme
from tests.search.conftest import Publish

FRENCH = "/fr/recherche/"


@pytest.fixture(autouse=True)
def nothing_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counts, "counts", counts.Counts())


def rows() -> list[tuple[str, str, int, int]]:
    return list(QueryCount.objects.order_by("text").values_list("language", "text", "asked", "empty"))


def test_questions_are_counted_once_written_down(site: Client, publish: Publish) -> None:
    publish(heading_fr="Le bail")
    for question in ("Bail", "bail ", "zyxwvu"):
        site.get(FRENCH, {"q": question})
    assert rows() == []
    counts.flush()
    assert rows() == [("fr", "bail", 2, 0), ("fr", "zyxwvu", 1, 1)]


def test_a_search_writes_nothing(site: Client, publish: Publish, django_assert_max_num_queries: Any) -> None:
    publish(heading_fr="Le bail")
    with django_assert_max_num_queries(20) as asked:
        site.get(FRENCH, {"q": "bail"})
    assert all(query["sql"].lstrip(" (").upper().startswith("SELECT") for query in asked.captured_queries)


def test_further_pages_and_filters_are_not_questions(site: Client, publish: Publish) -> None:
    publish(heading_fr="Le bail", themes=(make_theme("rent"),))
    for query in ({"q": "bail", "page": "2"}, {"q": "bail", "theme": "rent"}, {"q": ""}):
        site.get(FRENCH, query)
    counts.flush()
    assert rows() == []


@pytest.mark.django_db
def test_two_processes_add_up() -> None:
    for _process in range(2):
        counts.count("bail", "fr", found=True)
        counts.flush()
    assert rows() == [("fr", "bail", 2, 0)]


@pytest.mark.django_db
def test_a_question_is_filed_under_the_theme_that_it_names() -> None:
    make_theme("slum", fr="Marchand de sommeil", nl="Huisjesmelker")
    counts.count("que faire d'un marchand de sommeil", "fr", found=True)
    counts.count("huisjesmelkers", "nl", found=True)
    counts.count("bail", "fr", found=True)
    counts.flush()
    assert dict(QueryCount.objects.values_list("text", "theme")) == {
        "que faire d'un marchand de sommeil": "slum",
        "huisjesmelkers": "slum",
        "bail": "",
    }


@pytest.mark.django_db
def test_counts_are_forgotten_after_ninety_days() -> None:
    today = timezone.localdate()
    for days in (89, 91):
        QueryCount.objects.create(day=today - timedelta(days=days), language="fr", text=f"{days}", asked=1)
    counts.forget()
    assert [text for _language, text, _asked, _empty in rows()] == ["89"]


def test_a_flood_of_questions_fills_no_memory() -> None:
    for number in range(counts.MOST_HELD + 50):
        counts.count(f"bail {number % 97} {number // 97} x", "fr", found=True)
    assert len(counts.counts.take()) <= counts.MOST_HELD


def test_threads_count_together() -> None:
    def ask() -> None:
        for _each in range(200):
            counts.count("bail", "fr", found=False)

    threads = [threading.Thread(target=ask) for _each in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(counts.counts.take().values()) == [(800, 800)]


@pytest.mark.parametrize(
    "text",
    [
        "85.07.30-033.28",
        "85073003328",
        "locataire 17.07.30-033.84",
        "jean.dupont@example.org",
        "0475 12 34 56",
        "02/512.34.56",
        "+32 2 512 34 56",
        "be68 5390 0754 7034",
        "rue haute 12",
        "12, rue haute",
        "avenue de la couronne 145 b",
        "chaussée de louvain 3",
        "hoogstraat 12",
        "leuvensesteenweg 145",
        "12 hoogstraat",
        "un " * 20,
    ],
)
def test_what_may_be_about_a_person_is_not_kept(text: str) -> None:
    assert may_be_personal(text)
    counts.count(text, "fr", found=False)
    assert counts.counts.take() == {}


@pytest.mark.parametrize(
    "text",
    [
        "article 135",
        "art. 135 § 2",
        "logement insalubre",
        "plan d'action 2024-2026",
        "rue et espace public",
        "ordonnance du 15 mars 2013",
        "15 maart 2013",
        "leegstand 2025",
        "code du logement art 23/1",
        "19 communes",
        "weg naar 5 woningen",
    ],
)
def test_what_is_about_the_field_is_kept(text: str) -> None:
    assert not may_be_personal(text)
