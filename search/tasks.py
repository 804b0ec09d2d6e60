"""The index follows the rows: at once after a change, and again by the worker for whatever was missed."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from django_tasks import task

import languages
from search import document_texts, documents
from search.engine import engine
from search.engines.base import EngineDown
from search.models import IndexFile, SearchDocument
from search.outbox import DatabaseOutbox

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Drift:
    """How far rows and indexes had gone from the pages: changed rows, and languages whose index was rebuilt."""

    documents: int
    indexes: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.documents or self.indexes)


def apply_changes() -> None:
    """Give the changes that were just committed to the indexes. Where that fails, the worker does it later."""
    for language in languages.CODES:
        try:
            engine().catch_up(language, DatabaseOutbox(language))
        except EngineDown as down:
            if IndexFile.objects.filter(language=language).exists():
                logger.warning("the index of %s takes no changes: %s", language, down)
            else:
                rebuild(language)  # The first documents of a new site.


@task()
def read_document(pk: int) -> None:
    """Read the text of a document and have it found."""
    if document_texts.read(pk):
        apply_changes()


def read_documents() -> str:
    """Have the documents read that no task has come for; a task for each, so that one that is slow holds up none."""
    wanted = document_texts.wanted()
    for pk in wanted:
        read_document.enqueue(pk)
    return f"{len(wanted)} documents" if wanted else ""


def catch_up() -> str:
    """Apply what the indexes miss, rebuild those that cannot serve, and return what was done; for the worker."""
    done = []
    for language in languages.CODES:
        try:
            count = engine().catch_up(language, DatabaseOutbox(language))
            done += [f"{language}: {count} applied"] if count else []
        except EngineDown as down:
            logger.warning("the index of %s is rebuilt: %s", language, down)
            done.append(f"{language}: {rebuild(language)} rebuilt")
    return ", ".join(done)


def rebuild(language: str, progress: Callable[[int], None] = lambda count: None) -> int:
    """Build the index of a language anew beside the one that serves, and return its number of documents."""
    return engine().rebuild(language, DatabaseOutbox(language), progress)


def sync() -> Drift:
    """Compare pages, rows and indexes, repair what differs, and tell what did."""
    changed = documents.look_again(documents.all_page_ids())
    catch_up()
    drifted = tuple(language for language in languages.CODES if not _index_agrees(language))
    for language in drifted:
        rebuild(language)
    return Drift(changed, drifted)


def _index_agrees(language: str) -> bool:
    rows = SearchDocument.objects.filter(language=language, deleted=False).values_list("key", "seq")
    return engine().keys(language) == dict(rows)
