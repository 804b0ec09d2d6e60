from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from exchange.word import drafts
from exchange.word.drafts import WordFile
from exchange.word.kinds import KINDS
from portal.setup import ensure_tree
from practices.models import PracticeIndexPage
from tests.exchange.word.made_files import docx, p
from tests.factories import make_practice_draft
from tests.portal.uploads.made_files import bomb, office

pytestmark = pytest.mark.django_db


def a_file(language: str, *body: str) -> WordFile:
    return WordFile("note.docx", docx(*body), KINDS["practice"], language)


FRENCH = (p("Visiter à deux", "Titre"), p("Une phrase."), p("Problème", "Titre1"), p("Trop de visites."))
DUTCH = (p("Samen op bezoek", "Titre"), p("Eén zin."), p("Probleem", "Titre1"), p("Te veel bezoeken."))


def test_file_becomes_a_draft_that_readers_do_not_see() -> None:
    ensure_tree()
    file = a_file("fr", *FRENCH)
    page = drafts.create(file.texts(), file, PracticeIndexPage.objects.get())
    draft = page.get_latest_revision_as_object()
    texts = (draft.heading_fr, draft.summary_fr, draft.problem_fr, draft.heading_nl, draft.original_language)
    assert texts == ("Visiter à deux", "Une phrase.", "Trop de visites.", "", "fr")
    assert (page.live, page.slug[:3]) == (False, "BP-")


def test_file_in_the_other_language_fills_what_is_empty_and_keeps_what_is_not() -> None:
    page = make_practice_draft(heading_nl="Samen", problem_nl="", problem_fr="Trop.")
    file = a_file("nl", *DUTCH)
    found = file.texts()
    draft = drafts.complete(found, file, page).get_latest_revision_as_object()
    assert (draft.heading_nl, draft.problem_nl, draft.problem_fr) == ("Samen", "Te veel bezoeken.", "Trop.")
    assert "Samen op bezoek" in [each.text for each in found.report.left_over]


def test_locked_record_is_left_alone() -> None:
    page = make_practice_draft()
    page.locked = True
    page.save()
    file = a_file("nl", *DUTCH)
    with pytest.raises(ValidationError):
        drafts.complete(file.texts(), file, page)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("note.docx", bomb()),
        ("note.docx", office("docx", word__vbaProject_dot_bin=b"x")),
        ("note.docm", docx(p("x"))),
        ("note.docx", b"%PDF-1.7"),
        ("note.odt", office("odt")),
        ("note.docx", b""),
    ],
    ids=["bomb", "macros", "docm", "pdf", "odt", "empty"],
)
def test_what_is_no_harmless_word_file_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(ValidationError):
        WordFile(name, content, KINDS["practice"], "fr").texts()
