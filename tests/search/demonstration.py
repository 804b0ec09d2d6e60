"""The demonstration content with an index of its own, made once for the tests of a module that ask it questions."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import TestCase, override_settings
from django.utils import translation

from exchange.importing import import_content
from exchange.reference import SHIPPED, load_reference_data
from portal.published import Access
from search.forms import Question
from search.results import Results, find
from tests.conftest import ROOT
from tests.module_rows import ModuleRows

DEMO = ROOT / "content" / "demo"


@pytest.fixture(scope="module")
def demonstration_index(module_rows: ModuleRows, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Import the demonstration and return the folder of its index."""
    index = tmp_path_factory.mktemp("demonstration") / "search"
    with module_rows(), override_settings(SEARCH={"ENGINE": "fts5", "DIRECTORY": index}):
        load_reference_data(SHIPPED)
        with TestCase.captureOnCommitCallbacks(execute=True):
            import_content(DEMO)
        call_command("search_rebuild")
    return index


def ask(text: str, language: str, **facts: object) -> Results:
    """Return what an anonymous reader of the pages in ``language`` is answered."""
    with translation.override(language):
        return find(Question(text, (language,), **facts), Access.anonymous())  # type: ignore[arg-type]


def references(text: str, language: str) -> list[str]:
    return [entry.reference for entry in ask(text, language).entries]


def everything(text: str, language: str) -> set[str]:
    """Return the references of all that is found, however many pages that takes."""
    found = ask(text, language)
    pages = range(1, (found.page.paginator.num_pages if found.page else 1) + 1)
    return {entry.reference for page in pages for entry in ask(text, language, page=page).entries}
