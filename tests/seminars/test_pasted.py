from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from seminars import pasted
from seminars.models import PanelPage
from tests.factories import make_user, reload
from tests.factories.seminars import a_recommendation, make_panel

pytestmark = pytest.mark.django_db
FRENCH = "• Partager les signalements\n\n2)  Former les agents\t"
DUTCH = "– Meldingen delen\r\n– Medewerkers opleiden"


@pytest.fixture
def panel() -> PanelPage:
    return make_panel(recommendations=(a_recommendation(text_fr="Déjà là", text_nl="Al daar"),))


def paste(client: Client, panel: PanelPage, **texts: str) -> Any:
    return client.post(reverse("pasted_recommendations", args=[panel.pk]), texts)


def rows(panel: PanelPage) -> list[tuple[str, str]]:
    draft: Any = reload(panel).get_latest_revision_as_object()
    return [(str(row.text_fr), str(row.text_nl)) for row in draft.recommendations.all()]


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("1. Agir", "Agir"),
        ("12)\tAgir", "Agir"),
        ("- Agir", "Agir"),
        ("a. Agir", "Agir"),
        ("•  Agir  vite", "Agir vite"),
        ("A. Janssens agit", "A. Janssens agit"),
        ("2024 est loin", "2024 est loin"),
        ("-", "-"),
    ],
)
def test_marks_of_a_list_are_taken_off_and_nothing_else(line: str, read: str) -> None:
    assert pasted.items(f"\n{line}\n") == [read]


def test_lines_of_both_languages_become_rows_behind_those_that_are_there(cell: Client, panel: PanelPage) -> None:
    response = paste(cell, panel, text_fr=FRENCH, text_nl=DUTCH)
    assert response.url == reverse("wagtailadmin_pages:edit", args=[panel.pk])
    new = [("Partager les signalements", "Meldingen delen"), ("Former les agents", "Medewerkers opleiden")]
    assert rows(panel) == [("Déjà là", "Al daar"), *new]
    assert reload(panel).recommendations.count() == 1, "a draft changes nothing for readers"
    assert cell.get(response.url).status_code == 200


def test_list_of_one_language_leaves_the_other_to_be_written(cell: Client, panel: PanelPage) -> None:
    paste(cell, panel, text_nl=DUTCH)
    assert rows(panel)[1:] == [("", "Meldingen delen"), ("", "Medewerkers opleiden")]


def test_what_was_pasted_twice_is_there_once(cell: Client, panel: PanelPage) -> None:
    for _time in range(2):
        paste(cell, panel, text_fr=f"{FRENCH}\ndéjà là", text_nl="")
    assert [french for french, _dutch in rows(panel)] == ["Déjà là", "Partager les signalements", "Former les agents"]


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        ({"text_fr": " \n", "text_nl": ""}, "au moins une recommandation"),
        ({"text_fr": FRENCH, "text_nl": "Meldingen delen"}, "2 lignes en français"),
        ({"text_fr": "é" * 401}, "401"),
        ({"text_fr": "Agir\n" * 61}, "61"),
    ],
)
def test_what_cannot_be_rows_comes_back_as_it_was(
    cell: Client, panel: PanelPage, texts: dict[str, str], told: str
) -> None:
    response = paste(cell, panel, **texts)
    assert response.status_code == 200
    assert told in response.content.decode()
    assert response.context["form"]["text_fr"].value() == texts["text_fr"]
    assert len(rows(panel)) == 1


def test_a_locked_panel_and_a_stranger_add_nothing(cell: Client, panel: PanelPage, client: Client) -> None:
    PanelPage.objects.update(locked=True)
    assert paste(cell, panel, text_fr=FRENCH).status_code == 200
    client.force_login(make_user())
    assert paste(client, panel, text_fr=FRENCH).status_code in (302, 403)
    assert len(rows(panel)) == 1
