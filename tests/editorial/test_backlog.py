"""What readers said, searched for in vain and would like to have stands in one list by theme."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import roles
from editorial.models import Reaction
from search.models import QueryCount
from tests.factories import make_theme, make_user, member_of
from tests.factories.editorial import make_wanted
from themes.models import Theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def rent(db: None) -> Theme:
    """Return a theme with one reaction to deal with, five questions in vain and one wish; more lies around it."""
    today, theme = timezone.localdate(), make_theme("rent", fr="Loyers")
    Reaction.objects.create(kind="problem", language="fr", text="Faux", theme=theme)
    Reaction.objects.create(kind="useful", language="fr", theme=theme)
    Reaction.objects.create(kind="question", language="nl", text="Al gezien", theme=theme, state="done")
    Reaction.objects.create(kind="question", language="nl", text="Zonder thema")
    asked = {"language": "fr", "theme": "rent", "asked": 9}
    QueryCount.objects.create(day=today, text="grille", empty=2, **asked)
    QueryCount.objects.create(day=today - timedelta(days=3), text="loyer", empty=3, **asked)
    QueryCount.objects.create(day=today - timedelta(days=300), text="vieux", empty=7, **asked)
    QueryCount.objects.create(day=today, language="nl", text="xyz", asked=4, empty=4)
    make_wanted(theme=theme)
    make_theme("quiet", fr="Calme")
    return theme


def test_numbers_stand_by_theme_and_lead_to_what_they_count(cell: Client, rent: Theme) -> None:
    answer = cell.get(reverse("editorial:backlog"))
    [row] = answer.context["object_list"]
    assert (row.slug, row.reactions, row.searched, row.wanted, row.total) == ("rent", 1, 5, 1, 7)
    assert {str(label): number for label, number, _url in answer.context["without_theme"]} == {
        "Réactions à traiter": 1,
        "Recherches sans résultat": 4,
    }
    listed = cell.get(reverse("reactions:index") + f"?state=open&theme={rent.pk}").content.decode()
    assert ("Faux" in listed, "Zonder thema" in listed) == (True, False)
    questions = cell.get(reverse("search_reports:questions") + "?found=none&theme=rent").content.decode()
    assert ("grille" in questions, "xyz" in questions) == (True, False)


@pytest.mark.parametrize("what", ["reactions", "searched", "x"])
def test_list_is_filtered_and_taken_away(cell: Client, rent: Theme, what: str) -> None:
    make_wanted(theme=make_theme("other", fr="Autre"))
    table = cell.get(reverse("editorial:backlog"), {"what": what, "export": "csv"})
    text = b"".join(table.streaming_content).decode()  # type: ignore[attr-defined]
    assert "Loyers" in text
    assert ("Autre" in text) is (what == "x")


def test_first_page_of_the_admin_says_how_much_there_is(cell: Client, rent: Theme) -> None:
    html = cell.get(reverse("wagtailadmin_home")).content.decode()
    assert "Réactions à traiter (2)" in html
    assert "Recherches sans résultat (9)" in html


def test_only_those_who_publish_see_it(client: Client, rent: Theme) -> None:
    roles.apply_roles()
    client.force_login(member_of(roles.EDITORS.group))
    assert client.get(reverse("editorial:backlog")).status_code == 302
    client.force_login(make_user())
    assert client.get(reverse("editorial:backlog")).status_code in (302, 403)


@pytest.mark.parametrize("number", [1, 3])
def test_number_of_queries_is_the_same_for_one_and_for_three(
    cell: Client, number: int, django_assert_max_num_queries: Any
) -> None:
    for _each in range(number):
        make_wanted(theme=make_theme())
    cell.get(reverse("editorial:backlog"))
    with django_assert_max_num_queries(20):
        cell.get(reverse("editorial:backlog"))
