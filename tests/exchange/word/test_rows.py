"""A list below “Steps” or “Recommendations” becomes rows; nothing of it is lost."""

from __future__ import annotations

from io import BytesIO

import pytest

from exchange.word import drafts
from exchange.word.blocks import read
from exchange.word.drafts import WordFile
from exchange.word.kinds import KINDS
from exchange.word.rows import MOST_ROWS
from exchange.word.sorting import Sorted, sort
from portal.setup import ensure_tree
from practices.models import PracticeIndexPage, PracticeStep
from tests.exchange.word.made_files import docx, item, p
from tests.factories import make_practice_draft
from tests.factories.seminars import make_seminar

STEPS = p("Étapes", "Titre1")
ASKED = p("Aanbevelingen", "Titre1")


def sorted_from(*body: str, kind: str = "practice", language: str = "fr") -> Sorted:
    return sort(read(BytesIO(docx(p("T", "Titre"), *body))), KINDS[kind], language, "notes")


def rows(*body: str, kind: str = "practice", language: str = "fr") -> list[tuple[str, str]]:
    (found,) = sorted_from(*body, kind=kind, language=language).rows.values()
    return [(row.title, row.text) for row in found]


def a_file(name: str, language: str, *body: str) -> WordFile:
    return WordFile("fiche.docx", docx(p("T", "Titre"), *body), KINDS[name], language)


def test_each_item_is_a_step_and_what_stands_below_it_is_its_text() -> None:
    steps = rows(STEPS, item("Fixer la date"), p("Par téléphone."), item("le matin", level=1), item("Visiter"))
    assert steps == [("Fixer la date", "Par téléphone.\n\n- le matin"), ("Visiter", "")]


def test_headings_and_paragraphs_are_steps_where_there_is_no_list() -> None:
    assert rows(STEPS, p("Fixer", "Titre2"), p("Vite."), p("Visiter", "Titre2")) == [
        ("Fixer", "Vite."),
        ("Visiter", ""),
    ]
    assert rows(STEPS, p("1) Fixer"), p("b. Visiter"), p("3 mois après, revenir")) == [
        ("Fixer", ""), ("Visiter", ""), ("3 mois après, revenir", ""),
    ]  # fmt: skip


def test_a_long_step_is_divided_after_its_first_sentence() -> None:
    rest = "Le service appelle le propriétaire, puis le locataire, et note les deux réponses. " * 3
    assert rows(STEPS, item(f"Fixer la date : {rest}")) == [("Fixer la date", rest.strip())]


def test_a_step_without_a_sentence_that_fits_is_whole_in_its_text() -> None:
    ((title, text),) = rows(STEPS, item("mot " * 60))
    assert (len(title), text) == (120, ("mot " * 60).strip())


def test_a_recommendation_is_one_sentence_and_the_rest_is_in_the_report() -> None:
    found = sorted_from(ASKED, item("Maak een gids."), p("Waarom?"), item("x" * 401), kind="panel", language="nl")
    assert [row.title for row in found.rows["recommendations"]] == ["Maak een gids.", f"{'x' * 399}…"]
    assert [each.text for each in found.report.left_over] == ["Waarom?", "x" * 401]


def test_what_stands_before_the_list_and_what_is_too_much_is_in_the_report() -> None:
    found = sorted_from(STEPS, p("Voici les étapes."), *(item(f"Étape {n}") for n in range(MOST_ROWS + 2)))
    assert len(found.rows["steps"]) == MOST_ROWS
    assert [each.text.splitlines()[0] for each in found.report.left_over] == [
        "Voici les étapes.",
        f"- Étape {MOST_ROWS}",
    ]


@pytest.mark.django_db
def test_the_second_language_is_put_beside_the_first_row_by_row() -> None:
    ensure_tree()
    file = a_file("practice", "fr", STEPS, item("Fixer"), p("Vite."), item("Visiter"))
    page = drafts.create(file.texts(), file, PracticeIndexPage.objects.get())
    other = a_file("practice", "nl", p("Stappen", "Titre1"), item("Afspreken"), p("Snel."), item("Bezoeken"))
    found = other.texts()
    draft = drafts.complete(found, other, page).get_latest_revision_as_object()
    told = [(row.heading_fr, row.text_fr, row.heading_nl, row.text_nl) for row in draft.steps.all()]
    assert told == [("Fixer", "Vite.", "Afspreken", "Snel."), ("Visiter", "", "Bezoeken", "")]
    assert len(found.report.told) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("there", [("Eén", "Twee"), ("Eén",)], ids=["written", "fewer"])
def test_rows_that_do_not_fit_are_kept_and_those_of_the_file_are_in_the_report(there: tuple[str, ...]) -> None:
    page = make_practice_draft(steps=0)
    page.steps = [PracticeStep(heading_fr="Un", heading_nl=heading) for heading in there]
    page.save_revision()
    file = a_file("practice", "nl", p("Stappen", "Titre1"), item("Afspreken"), item("Bezoeken"))
    found = file.texts()
    draft = drafts.complete(found, file, page).get_latest_revision_as_object()
    assert tuple(row.heading_nl for row in draft.steps.all()) == there
    assert "Afspreken\n\nBezoeken" in [each.text for each in found.report.left_over]


@pytest.mark.django_db
def test_the_notes_of_a_panel_bring_its_recommendations() -> None:
    file = a_file("panel", "nl", ASKED, item("Maak een gids."), item("Meet het."))
    page = drafts.create(file.texts(), file, make_seminar())
    rows = page.get_latest_revision_as_object().recommendations.all()
    assert [(row.text_nl, row.text_fr, row.reference, bool(row.key)) for row in rows] == [
        ("Maak een gids.", "", None, True), ("Meet het.", "", None, True),
    ]  # fmt: skip
