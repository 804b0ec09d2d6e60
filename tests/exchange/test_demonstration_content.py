"""What the demonstration promises: enough records, whole in both languages, that tell all that validation asks for."""

from __future__ import annotations

import re
from itertools import combinations
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command

import languages
from exchange.importing import import_content
from guides.models import GuidePage
from portal.language_state import texts
from portal.models import PortalDocument
from portal.setup import ensure_tree
from practices.models import PracticePage
from seminars.models import Recommendation, SeminarPage, WorkingGroupPage
from tests.module_rows import ModuleRows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]
WORD = re.compile(r"[\w’'-]*\w")
INVENTED = {"fr": re.compile("exemple fictif|fictive?s?", re.I), "nl": re.compile("fictie|verzonnen", re.I)}


@pytest.fixture(scope="module")
def demonstration(module_rows: ModuleRows) -> None:
    with module_rows():
        ensure_tree()
        call_command("load_reference_data", verbosity=0)
        import_content(settings.BASE_DIR / "content" / "demo")


def words_of(page: Any, code: str) -> list[str]:
    return [word for text in texts(page, code).values() if text for word in WORD.findall(text)]


def whole(page: Any) -> bool:
    return all(page.state_in(code) == "complete" for code in languages.CODES)


def test_fifteen_practices_are_whole_in_both_languages_and_neither_short_nor_long() -> None:
    pages = [page for page in PracticePage.objects.live() if whole(page)]
    numbers = {page.reference: [len(words_of(page, code)) for code in languages.CODES] for page in pages}
    assert len(numbers) >= 15
    assert {name: found for name, found in numbers.items() if not all(400 <= number <= 900 for number in found)} == {}


def test_every_practice_has_steps_and_tells_all_that_validation_asks_for() -> None:
    found = {
        page.reference: (page.steps.count(), list(page.validation_problems())) for page in PracticePage.objects.all()
    }
    assert {name: told for name, told in found.items() if told[0] < 3 or told[1]} == {}


def test_there_are_ten_guides_whole_in_both_languages() -> None:
    assert sum(whole(page) for page in GuidePage.objects.live()) >= 10


def test_the_seminar_of_2022_is_there_whole() -> None:
    page = SeminarPage.objects.get(slug="SE-2022-001")
    assert (page.day.isoformat(), page.get_children().live().count()) == ("2022-10-05", 3)
    rows = Recommendation.objects.filter(panel__path__startswith=page.path)
    assert rows.count() >= 9
    assert {row.state for row in rows} == {"open", "taken_up", "done", "declined"}
    groups = WorkingGroupPage.objects.live().filter(deliverables__isnull=False).distinct()
    assert groups.count() >= 2


def test_what_is_invented_says_so_in_both_languages() -> None:
    rows = Recommendation.objects.exclude(reason_fr="")
    assert [
        row.reference
        for row in rows
        if not all(INVENTED[code].search(getattr(row, f"reason_{code}")) for code in INVENTED)
    ] == []


def test_no_two_practices_are_alike() -> None:
    for code in languages.CODES:
        runs = {page.reference: _runs(words_of(page, code)) for page in PracticePage.objects.all()}
        alike = [(a, b) for a, b in combinations(runs, 2) if len(runs[a] & runs[b]) > 3]
        assert alike == []


def _runs(words: list[str]) -> set[tuple[str, ...]]:
    """Return every eight words in a row."""
    return {tuple(words[start : start + 8]) for start in range(len(words) - 7)}


def test_members_have_a_working_document_of_their_own() -> None:
    closed = [page for page in WorkingGroupPage.objects.all() if page.get_view_restrictions().exists()]
    assert any(page.files.exists() for page in closed)
    assert PortalDocument.objects.exclude(file_size=0).count() >= 10
