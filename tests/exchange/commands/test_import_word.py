from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from portal.setup import ensure_tree
from practices.models import PracticePage
from seminars.models import PanelPage
from tests.exchange.word.made_files import docx, p
from tests.factories import make_practice_draft, reload
from tests.factories.seminars import make_seminar

pytestmark = pytest.mark.django_db


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.docx"
    path.write_bytes(docx(p("Titre", "Titre"), p("Divers", "Titre1"), p("A")))
    return path


def run(path: Path, *options: str) -> str:
    out = StringIO()
    call_command("import_word", path, *options, stdout=out)
    return out.getvalue()


def test_file_becomes_a_draft_and_the_report_is_printed(note: Path) -> None:
    ensure_tree()
    told = run(note, "--kind", "practice", "--language", "fr")
    page = PracticePage.objects.get()
    assert page.slug in told
    assert "Divers" in told
    assert page.problem_fr == "### Divers\n\nA"


def test_panel_goes_below_its_seminar(note: Path) -> None:
    seminar = make_seminar()
    run(note, "--kind", "panel", "--language", "fr", "--below", seminar.slug)
    assert PanelPage.objects.get().get_parent().pk == seminar.pk


def test_other_language_goes_into_a_draft(note: Path) -> None:
    page = make_practice_draft(problem_nl="")
    run(note, "--kind", "practice", "--language", "nl", "--into", page.slug)
    assert reload(page).get_latest_revision_as_object().problem_nl == "### Divers\n\nA"


@pytest.mark.parametrize(
    "options",
    [("--kind", "panel", "--language", "fr"), ("--kind", "practice", "--language", "fr", "--into", "BP-1999-001")],
    ids=["no seminar", "no such draft"],
)
def test_what_cannot_be_done_is_said_and_nothing_is_made(note: Path, options: tuple[str, ...]) -> None:
    ensure_tree()
    with pytest.raises(CommandError):
        run(note, *options)
    assert not PanelPage.objects.exists()


def test_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        run(tmp_path / "none.docx", "--kind", "practice", "--language", "fr")
