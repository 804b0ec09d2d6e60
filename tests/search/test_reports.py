"""The reports of search in the admin: who sees them, what they say, and what their tables hold."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import roles
from portal.setup import ensure_tree
from search.models import DocumentText, QueryCount
from tests.factories import make_document, make_theme, make_user

pytestmark = pytest.mark.django_db


def client_of(role: roles.Role) -> Client:
    ensure_tree()
    roles.apply_roles()
    user, client = make_user(), Client()
    user.groups.add(role.group)
    client.force_login(user)
    return client


def count(text: str, *, asked: int = 1, empty: int = 0, days: int = 0, theme: str = "") -> None:
    day = timezone.localdate() - timedelta(days=days)
    QueryCount.objects.create(day=day, language="fr", text=text, asked=asked, empty=empty, theme=theme)


def test_the_cell_reads_what_is_searched_for_in_vain() -> None:
    make_theme("slum", fr="Marchand de sommeil", nl="Huisjesmelker")
    count("bail", asked=3)
    count("mérule", asked=2, empty=2, theme="slum")
    count("mérule", asked=1, empty=1, days=1, theme="slum")
    html = client_of(roles.COORDINATION).get(reverse("search_reports:questions")).content.decode()
    assert html.index("mérule") < html.index("bail")
    assert html.count("mérule") == 1


def test_questions_are_filtered_by_language_theme_and_result() -> None:
    make_theme("slum", fr="Marchand de sommeil")
    count("bail")
    count("mérule", empty=1, theme="slum")
    client, url = client_of(roles.COORDINATION), reverse("search_reports:questions")
    for query in ({"theme": "slum"}, {"found": "none"}):
        html = client.get(url, query).content.decode()
        assert ("mérule" in html, "bail" in html.split("<main", 1)[-1]) == (True, False)
    assert "mérule" not in client.get(url, {"language": "nl"}).content.decode()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_questions_can_be_taken_away_without_formulas(form: str) -> None:
    count("=1+1")
    count("@sum(a1)")
    answer = client_of(roles.COORDINATION).get(reverse("search_reports:questions"), {"export": form})
    assert answer.status_code == 200
    if form == "csv":
        lines = b"".join(answer.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
        assert {line.split(",")[0] for line in lines[1:]} == {"'=1+1", "'@sum(a1)"}


def test_the_files_that_cannot_be_read_are_listed_with_what_to_do() -> None:
    DocumentText.objects.create(document=make_document("scan"), fingerprint="x", state="no_text")
    DocumentText.objects.create(document=make_document("good"), fingerprint="x", state="read", pages=[[1, "bail"]])
    client = client_of(roles.EDITORS)
    html = client.get(reverse("search_reports:files")).content.decode()
    assert ("scan" in html, "good" in html) == (True, False)
    assert "OCR" in html
    assert client.get(reverse("search_reports:files"), {"export": "xlsx"}).status_code == 200


def test_only_the_cell_reads_the_questions() -> None:
    assert client_of(roles.EDITORS).get(reverse("search_reports:questions")).status_code == 302
