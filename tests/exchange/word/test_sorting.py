from __future__ import annotations

from io import BytesIO

import pytest

from exchange.word.blocks import read
from exchange.word.kinds import KINDS
from exchange.word.sorting import Sorted, folded, sort
from tests.exchange.word.made_files import docx, p, r


def sorted_from(*body: str, kind: str = "practice", language: str = "fr") -> Sorted:
    return sort(read(BytesIO(docx(*body))), KINDS[kind], language, "notes du 3 mai")


def test_headings_lead_the_text_to_its_fields_in_french() -> None:
    found = sorted_from(
        p("Visiter à deux", "Titre"),
        p("Deux services visitent ensemble."),
        p("1. PROBLEME", "Titre1"),
        p("Trop de visites."),
        p("Détail", "Titre2"),
        p("Un chiffre."),
        p("Ce qui n'a pas marché :", "Titre1"),
        p("Seul."),
        p(r("Transposition", "<w:b/>")),
        p("Adapter."),
    )
    assert (found.title, found.summary) == ("Visiter à deux", "Deux services visitent ensemble.")
    assert found.texts == {
        "problem": "Trop de visites.\n\n### Détail\n\nUn chiffre.",
        "what_did_not_work": "Seul.",
        "transfer": "Adapter.",
    }
    assert found.report.is_empty


def test_headings_of_a_panel_in_dutch_lead_to_its_fields() -> None:
    found = sorted_from(
        p("Panel 2", "Titre1"),
        p("Vaststellingen", "Titre2"),
        p("A"),
        p("2) Punten van overeenstemming", "Titre2"),
        p("B"),
        kind="panel",
        language="nl",
    )
    assert (found.title, found.texts) == ("Panel 2", {"findings": "A", "agreement": "B"})
    assert found.report.is_empty


def test_unknown_heading_stays_in_the_field_before_it_and_is_told() -> None:
    found = sorted_from(p("T", "Titre"), p("Ressources", "Titre1"), p("A"), p("Divers", "Titre1"), p("B"))
    assert found.texts == {"resources": "A\n\n### Divers\n\nB"}
    assert ["Divers" in line for line in found.report.told] == [True]


def test_unknown_heading_before_all_others_goes_to_the_first_field() -> None:
    found = sorted_from(p("T", "Titre"), p("Contexte", "Titre1"), p("A"), p("Problème", "Titre1"), p("B"))
    assert found.texts == {"problem": "### Contexte\n\nA\n\nB"}


def test_long_beginning_is_no_summary_and_stays() -> None:
    found = sorted_from(p("T", "Titre"), p("mot " * 80), p("Problème", "Titre1"), p("B"))
    assert found.summary == ""
    assert found.texts["problem"].split() == ["mot"] * 80 + ["B"]
    assert len(found.report.told) == 1


def test_long_title_is_cut_and_whole_in_the_report() -> None:
    found = sorted_from(p("Titre " * 30, "Titre"))
    assert len(found.title) == 90
    assert [each.text for each in found.report.left_over] == [("Titre " * 30).strip()]


def test_file_without_title_bears_its_name() -> None:
    found = sorted_from(p("Problème", "Titre1"), p("A"))
    assert (found.title, len(found.report.told)) == ("notes du 3 mai", 1)


def test_heading_that_stands_twice_and_one_in_the_other_language_are_told() -> None:
    found = sorted_from(p("T", "Titre"), p("Probleem", "Titre1"), p("A"), p("Problème", "Titre1"), p("B"))
    assert found.texts == {"problem": "A\n\nB"}
    assert len(found.report.told) == 2


def test_text_that_cannot_be_shown_is_whole_in_the_report() -> None:
    found = sorted_from(p("T", "Titre"), p("Problème", "Titre1"), p("." * 300), p("Ressources", "Titre1"), p("A"))
    assert found.texts == {"resources": "A"}
    assert [(each.name, each.text) for each in found.report.left_over] == [("Problème", "." * 300)]


@pytest.mark.parametrize(
    "heading", ["Points d’accord", "POINTS D'ACCORD", "2.1 points d´accord", "b) Points d’accord :"]
)
def test_headings_are_known_however_they_are_written(heading: str) -> None:
    assert folded(heading) == "points d accord"


def test_struck_through_text_is_whole_in_the_report_and_not_in_the_draft() -> None:
    found = sorted_from(p("T", "Titre"), p("Problème", "Titre1"), p(r("Ancien délai.", "<w:strike/>") + r("Nouveau.")))
    assert found.texts == {"problem": "Nouveau."}
    assert [each.text for each in found.report.left_over] == ["Ancien délai."]
