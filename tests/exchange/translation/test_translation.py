"""The texts of a record on their way to a translator and back."""

from __future__ import annotations

import zipfile
from datetime import time
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from exchange.translation import drafts
from exchange.translation.comparing import Change, Comparison, compare
from exchange.translation.sheet import Sheet, sheet_of
from exchange.translation.word_file import read, write
from exchange.word.parts import W
from practices.models import PracticeResult, PracticeStep
from seminars.models import ProgrammeItem
from tests.exchange.translation.translators import document, paragraph, parsed, table, translated, with_document
from tests.factories import make_practice, make_practice_draft, reload, republish
from tests.factories.seminars import a_recommendation, make_panel, make_seminar

pytestmark = pytest.mark.django_db
TEXT = "# Titre\n\n- un *point*\n    - dessous\n\nVoir [le guide](GT-2024-001) et [le code](https://example.org/a_(b)).[^1]"
TRANSLATED = (
    "# Titel\n\n- een *punt*\n    - eronder\n\nZie [de gids](GT-2024-001) en [de code](https://example.org/a_(b)).[^1]"
)


def practice(**fields: Any) -> Any:
    steps = [PracticeStep(heading_fr=f"Étape {n}", text_fr=f"Faire {n}", sort_order=n) for n in range(3)]
    results = [PracticeResult(indicator_fr="Visites", value="12")]
    return republish(make_practice(problem_fr=TEXT, problem_nl="", **fields), steps=steps, results=results)


def latest(page: Any) -> Any:
    return reload(page).get_latest_revision_as_object()


def given(page: Any, code: str = "nl") -> bytes:
    return write(sheet_of(latest(page), code), "Titre")


def back(page: Any, content: bytes, code: str = "nl") -> tuple[Sheet, Comparison]:
    sheet = read(BytesIO(content))
    return sheet, compare(latest(page), sheet)


def changes(comparison: Comparison) -> dict[str, Change]:
    return {change.name: change for change in comparison.changes}


def taken(page: Any, sheet: Sheet, *names: str) -> Any:
    drafts.take_over(page.pk, sheet, set(names), revision=reload(page).latest_revision_id, user=None)
    return latest(page)


def test_file_has_every_text_of_the_record_and_of_its_rows() -> None:
    found = table(given(practice()))
    assert {"heading", "summary", "problem", "steps.0.heading", "steps.2.text", "results.0.indicator"} <= set(found)
    assert found["problem"][1:] == [TEXT, ""]
    assert found["steps.1.heading"][1:] == ["Étape 1", ""]


def test_rows_of_seminars_and_panels_are_in_it() -> None:
    item = ProgrammeItem(heading_fr="Accueil", speakers_fr="La cellule", start=time(9), end=time(10))
    seminar = republish(make_seminar(), programme=[item])
    panel = make_panel(seminar, recommendations=(a_recommendation(text_fr="Écrire"),))
    assert {"programme.0.heading", "programme.0.speakers"} <= set(table(given(seminar)))
    assert table(given(panel))["recommendations.0.text"][1] == "Écrire"


def test_file_that_comes_back_untouched_changes_nothing() -> None:
    page = practice()
    _sheet, comparison = back(page, given(page))
    assert (comparison.changes, comparison.lost) == ((), ())
    assert comparison.unchanged == len(table(given(page)))


def test_markdown_comes_back_as_it_was_written() -> None:
    page = practice()
    sheet, comparison = back(page, translated(given(page), problem=TRANSLATED))
    (change,) = comparison.changes
    assert (change.after, change.refused, change.doubts, change.notes) == (TRANSLATED, (), (), ())
    assert taken(page, sheet, "problem").problem_nl == TRANSLATED


def test_texts_go_into_the_right_rows_of_a_draft_and_nothing_is_published() -> None:
    page = practice()
    content = translated(
        given(page), steps__0__text="Doe 0", steps__2__heading="Stap 2", results__0__indicator="Bezoeken"
    )
    sheet, _comparison = back(page, content)
    draft = taken(page, sheet, "steps.0.text", "steps.2.heading", "results.0.indicator")
    rows = [(row.heading_fr, row.text_fr, row.heading_nl, row.text_nl) for row in draft.steps.all()]
    assert rows == [
        ("Étape 0", "Faire 0", "", "Doe 0"),
        ("Étape 1", "Faire 1", "", ""),
        ("Étape 2", "Faire 2", "Stap 2", ""),
    ]
    assert draft.results.first().indicator_nl == "Bezoeken"
    assert [row.text_nl for row in reload(page).steps.all()] == ["", "", ""]


def test_only_what_was_chosen_is_taken_over() -> None:
    page = practice()
    sheet, _comparison = back(page, translated(given(page), problem="Het probleem", steps__0__text="Doe 0"))
    draft = taken(page, sheet, "steps.0.text")
    assert (draft.problem_nl, draft.steps.first().text_nl) == ("", "Doe 0")


def test_language_it_came_from_is_never_written() -> None:
    page = practice()
    root = document(translated(given(page), problem="Het probleem"))
    for each in root.iter(f"{W}t"):
        each.text = (each.text or "").replace("Faire 0", "Défaire 0")
    sheet, comparison = back(page, with_document(given(page), root))
    taken(page, sheet, *changes(comparison))
    assert latest(page).steps.first().text_fr == "Faire 0"


def test_source_that_changed_since_is_told() -> None:
    page = practice()
    content = translated(given(page), problem=TRANSLATED, steps__0__text="Doe 0")
    page = republish(page, problem_fr=f"{TEXT} Et plus.")
    found = changes(back(page, content)[1])
    assert (len(found["problem"].notes), found["steps.0.text"].notes) == (1, ())


def test_target_that_changed_since_is_told_and_not_taken_unasked() -> None:
    page = practice(transfer_fr="À adapter", transfer_nl="Aan te passen")
    content = translated(given(page), transfer="Wat aan te passen is")
    page = republish(page, transfer_nl="Wat anderen aanpassen")
    change = changes(back(page, content)[1])["transfer"]
    assert (change.before, change.after, len(change.doubts)) == ("Wat anderen aanpassen", "Wat aan te passen is", 1)


def test_target_that_changed_since_is_left_when_the_translator_left_it() -> None:
    page = practice(transfer_fr="À adapter", transfer_nl="Aan te passen")
    content = given(page)
    assert back(republish(page, transfer_nl="Anders"), content)[1].changes == ()


def test_text_that_the_file_leaves_empty_is_not_taken_unasked() -> None:
    page = practice(transfer_fr="À adapter", transfer_nl="Aan te passen")
    (change,) = back(page, translated(given(page), transfer=""))[1].changes
    assert (change.after, len(change.doubts)) == ("", 1)


@pytest.mark.parametrize(
    ("text", "named"),
    [("Zie de gids.", "GT-2024-001"), (TRANSLATED.replace("GT-2024-001", "GT-2024-002"), "GT-2024-002")],
)
def test_links_and_notes_that_were_lost_or_changed_are_named(text: str, named: str) -> None:
    page = practice()
    (change,) = back(page, translated(given(page), problem=text))[1].changes
    assert any(named in doubt for doubt in change.doubts)


def test_text_too_long_for_its_field_is_refused_with_the_numbers() -> None:
    page = practice()
    sheet, comparison = back(page, translated(given(page), summary="x" * 221))
    (change,) = comparison.changes
    assert "221" in change.refused[0]
    with pytest.raises(ValidationError):
        taken(page, sheet, "summary")


def test_text_that_the_markdown_guard_refuses_is_refused() -> None:
    page = practice()
    (change,) = back(page, translated(given(page), problem="[" * 5000))[1].changes
    assert change.refused


def test_rows_that_were_moved_or_put_in_between_keep_their_translations() -> None:
    page = practice()
    content = translated(given(page), steps__0__text="Doe 0", steps__2__text="Doe 2")
    new = [PracticeStep(heading_fr="Avant", text_fr="Avant tout", sort_order=0)]
    old = [PracticeStep(heading_fr=f"Étape {n}", text_fr=f"Faire {n}", sort_order=9 - n) for n in range(3)]
    page = republish(page, steps=new + old)
    sheet, comparison = back(page, content)
    draft = taken(page, sheet, *changes(comparison))
    assert {row.text_fr: row.text_nl for row in draft.steps.all()} == {
        "Avant tout": "",
        "Faire 0": "Doe 0",
        "Faire 1": "",
        "Faire 2": "Doe 2",
    }


def test_row_that_was_taken_out_is_told_with_its_text() -> None:
    page = practice()
    content = translated(given(page), steps__0__text="Doe 0", steps__1__text="Doe 1")
    kept = [PracticeStep(heading_fr=f"Étape {n}", text_fr=f"Faire {n}", sort_order=n) for n in (1, 2)]
    comparison = back(republish(page, steps=kept), content)[1]
    assert [text for _label, text in comparison.lost] == ["Doe 0"]
    assert {change.name: change.after for change in comparison.changes} == {"steps.0.text": "Doe 1"}


def test_tracked_changes_count_as_accepted() -> None:
    page = practice()
    words = parsed(
        f'<w:p xmlns:w="{W[1:-1]}"><w:r><w:t xml:space="preserve">Het </w:t></w:r>'
        "<w:del><w:r><w:delText>oude</w:delText></w:r></w:del><w:ins><w:r><w:t>nieuwe</w:t></w:r></w:ins>"
        '<w:r><w:t xml:space="preserve"> probleem</w:t></w:r></w:p>'
    )
    (change,) = back(page, translated(given(page), steps__0__text=words))[1].changes
    assert change.after == "Het nieuwe probleem"


def test_list_that_word_made_of_a_line_is_a_list_again() -> None:
    page = practice()
    item = paragraph("een punt", '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>')
    (change,) = back(page, translated(given(page), steps__0__text=item))[1].changes
    assert change.after == "- een punt"


def test_version_that_was_saved_in_between_is_not_written_over() -> None:
    page = practice()
    sheet, _comparison = back(page, translated(given(page), problem="Het probleem"))
    seen = reload(page).latest_revision_id
    republish(page, transfer_nl="Anders")
    with pytest.raises(ValidationError):
        drafts.take_over(page.pk, sheet, {"problem"}, revision=seen, user=None)
    assert latest(page).problem_nl == ""


def test_locked_record_is_not_written() -> None:
    page = make_practice_draft(transfer_fr="À adapter")
    sheet, _comparison = back(page, translated(given(page), transfer="Aan te passen"))
    type(page).objects.filter(pk=page.pk).update(locked=True)
    with pytest.raises(ValidationError):
        taken(page, sheet, "transfer")


def test_changed_key_of_a_row_is_refused() -> None:
    page = practice()
    root = document(given(page))
    next(each for each in root.iter(f"{W}t") if (each.text or "").startswith("summary ")).text = "summary"
    with pytest.raises(ValidationError):
        read(BytesIO(with_document(given(page), root)))


def test_file_opens_as_the_format_asks() -> None:
    """Every part is named by its type, and a cell ends in a paragraph: else Word calls the file damaged."""
    content = given(practice())
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        types = archive.read("[Content_Types].xml").decode()
    assert "/word/document.xml" in types
    cells = list(document(content).iter(f"{W}tc"))
    assert {list(cell)[-1].tag for cell in cells} == {f"{W}p"}
