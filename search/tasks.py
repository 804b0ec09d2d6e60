"""The index follows the rows: at once after a change, and again by the worker for whatever was missed.

An engine in the same process takes every change before the answer to the editor. A cluster takes them from a task: an
editor does not wait for another machine. Before the answer it only lets go of what some reader may no longer find.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from django_tasks import task

import languages
from search import document_texts, documents
from search.engine import engine
from search.engines.base import EngineDown, Hidden, IndexUnusable
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
    if not engine().near:
        follow.enqueue()
        return
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


def hide(seqs: range) -> None:
    """Take what was just changed by ``seqs`` out of an index that is not near, before the answer to the editor.

    Where that fails, readers are still not shown what they may not see: results are read from the database.
    """
    if engine().near:
        return
    rows = SearchDocument.objects.filter(seq__gte=seqs.start, seq__lt=seqs.stop)
    try:
        engine().hide([Hidden(*row) for row in rows.values_list("language", "key", "seq")])
    except EngineDown as down:
        logger.warning("changes are not hidden at once: %s", down)


@task()
def follow() -> None:
    """Apply what was changed, off the request; any number of these tasks do no harm."""
    catch_up()


def catch_up() -> str:
    """Apply what the indexes miss, rebuild those that cannot serve, and return what was done; for the worker."""
    return ", ".join(filter(None, map(_caught_up, languages.CODES)))


def _caught_up(language: str) -> str:
    try:
        count = engine().catch_up(language, DatabaseOutbox(language))
        return f"{language}: {count} applied" if count else ""
    except IndexUnusable as unusable:
        logger.warning("the index of %s is rebuilt: %s", language, unusable)
        return f"{language}: {rebuild(language)} rebuilt"
    except EngineDown as down:
        logger.warning("the index of %s takes no changes: %s", language, down)
        return f"{language}: {down}"


def rebuild(language: str, progress: Callable[[int], None] = lambda count: None) -> int:
    """Build the index of a language anew beside the one that serves, and return its number of documents."""
    return engine().rebuild(language, DatabaseOutbox(language), progress)


def sync() -> Drift:
    """Compare pages, rows and indexes, repair what differs, and tell what did; raises :class:`EngineDown`."""
    changed = documents.look_again(documents.all_page_ids())
    drifted = tuple(language for language in languages.CODES if not _index_agrees(language))
    for language in drifted:
        rebuild(language)
    return Drift(changed, drifted)


def _index_agrees(language: str) -> bool:
    """Compare the rows with an index that has just caught up; twice, since an editor may publish in between."""
    for _look in range(2):
        _caught_up(language)
        rows = SearchDocument.objects.filter(language=language, deleted=False).values_list("key", "seq")
        if engine().keys(language) == dict(rows.iterator()):
            return True
    return False
