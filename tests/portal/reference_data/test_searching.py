from __future__ import annotations

import pytest

from organisations.models import FormerName, Organisation
from portal.reference_data.choosers import ORGANISATION_TEXTS, THEME_TEXTS
from portal.reference_data.searching import ranked
from tests.factories import make_organisation, make_theme
from themes.models import Label, Theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def damp() -> Theme:
    theme = make_theme("damp", fr="Humidité", nl="Vocht")
    Label.objects.create(theme=theme, language="fr", kind=Label.Kind.ALTERNATIVE, text="Moisissures")
    Label.objects.create(theme=theme, language="en", kind=Label.Kind.HIDDEN, text="mold")
    make_theme("vacancy", fr="Logement vide", nl="Leegstand")
    return theme


@pytest.mark.parametrize("query", ["humidite", "HUMIDITÉ", "vocht", "moisiss", "mold", "  Vocht ", "damp"])
def test_theme_is_found_by_every_label_in_every_language(damp: Theme, query: str) -> None:
    assert list(ranked(Theme.objects.all(), THEME_TEXTS, query)) == [damp]


def test_words_may_stand_in_different_texts() -> None:
    organisation = make_organisation(name_fr="Centre public d’action sociale", acronym_nl="OCMW")
    make_organisation(name_fr="Centre culturel")
    assert list(ranked(Organisation.objects.all(), ORGANISATION_TEXTS, "centre ocmw")) == [organisation]


def test_organisation_is_found_by_a_former_name_once() -> None:
    organisation = make_organisation(name_fr="Paradigm", name_nl="Paradigm")
    for name in ("CIRB", "CIBG CIRB"):
        FormerName.objects.create(organisation=organisation, name=name)
    assert list(ranked(Organisation.objects.all(), ORGANISATION_TEXTS, "cirb")) == [organisation]


def test_the_word_itself_comes_before_what_begins_with_it_and_what_holds_it() -> None:
    held, exact, begins = (make_theme(fr=fr) for fr in ("Grand loyer", "Loyer", "Loyers abusifs"))
    assert list(ranked(Theme.objects.all(), THEME_TEXTS, "loyer")) == [exact, begins, held]


@pytest.mark.parametrize("query", ["%", "_", "'", '"', "\x00", "a" * 5000, "((("])
def test_odd_questions_find_nothing_and_do_no_harm(damp: Theme, query: str) -> None:
    assert list(ranked(Theme.objects.all(), THEME_TEXTS, query)) == []
