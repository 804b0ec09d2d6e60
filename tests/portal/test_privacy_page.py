"""The page about personal data of the demonstration has what the law asks for, in both languages."""

import re

import pytest

from tests.conftest import ROOT

#: Controller, officer, data, purpose, basis, recipients, period, rights, complaint, free choice.
HEADINGS = {
    "fr": [
        "Qui est responsable",
        "Délégué à la protection des données",
        "Quelles données nous traitons",
        "Pour quel but",
        "Pourquoi nous pouvons le faire",
        "Qui reçoit vos données",
        "Combien de temps",
        "Vos droits",
        "Introduire une plainte",
        "Vous êtes libre",
    ],
    "nl": [
        "Wie verantwoordelijk is",
        "Functionaris voor gegevensbescherming",
        "Welke gegevens we verwerken",
        "Waarvoor",
        "Waarom we dat mogen",
        "Wie uw gegevens krijgt",
        "Hoelang",
        "Uw rechten",
        "Een klacht indienen",
        "U kiest vrij",
    ],
}
AUTHORITY = {"fr": "rue de la Presse 35, 1000 Bruxelles", "nl": "Drukpersstraat 35, 1000 Brussel"}


def page(code: str) -> str:
    return (ROOT / "content" / "demo" / "pages" / f"privacy.{code}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", ["fr", "nl"])
def test_privacy_page_has_the_ten_headings_and_the_authority(code: str) -> None:
    found = re.findall(r"^## (.+)$", page(code), re.MULTILINE)
    assert [heading for heading in found if heading in HEADINGS[code]] == HEADINGS[code]
    assert AUTHORITY[code] in " ".join(page(code).split())


def test_both_languages_name_the_same_periods() -> None:
    periods = [re.findall(r"\b(\d+) (?:jours|ans|dagen|jaar)\b", page(code)) for code in ("fr", "nl")]
    assert sorted(periods[0]) == sorted(periods[1])
