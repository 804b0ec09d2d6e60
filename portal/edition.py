"""The edition of the site: a mark that is another one after every committed change that a reader could see.

What is kept of whole pages is kept for one edition. A change is whatever is written to the database, unless it is known
to show nowhere in public: what is forgotten in the lists below costs speed and never shows what is over.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.dispatch import receiver

KEY = "edition"
LENGTH = 16  # bytes

#: Words with which a statement begins that changes nothing.
READS = ("SELECT", "(SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "PRAGMA", "SET", "SHOW", "EXPLAIN")
WRITTEN = re.compile(r'(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM) "?(\w+)"?(?: SET (.*?) WHERE )?', re.DOTALL)
COLUMN = re.compile(r'"(\w+)" = ')
#: Tables of sessions, tasks, logs, drafts, mail, the search index (its page is never kept) and work in the admin.
UNSEEN = re.compile(
    r"django_session|django_tasks|django_migrations|auth_|account|mfa_|search_|exchange_|portal_jobrun|"
    r"editorial_(?:verification|reaction)|"
    r"wagtailcore_(?:revision|comment|pagelogentry|modellogentry|referenceindex|task|workflow|uploadedfile|pagesubscription)|"
    # Of the newsletter readers see the issues only; a sending writes for each of ten thousand people.
    r"mail_|newsletter_(?!issue|chosen)|"
    r"wagtailadmin_|wagtailsearch_|wagtailusers_|wagtaildocs_uploadeddocument|wagtailimages_uploadedimage"
)
#: Columns of a page that are written when its draft is saved or it is locked.
OF_DRAFTS = {
    "draft_title",
    "has_unpublished_changes",
    "latest_revision_created_at",
    "latest_revision_id",
    "locked",
    "locked_at",
    "locked_by_id",
}


def current() -> bytes | None:
    """Return the mark of the edition, None where none can be read: then nothing may be kept."""
    if settings.EDITION_FILE is None:
        return cache.get(KEY) or begin()
    try:
        mark = os.open(settings.EDITION_FILE, os.O_RDONLY)
    except OSError:
        return begin()
    try:
        return os.read(mark, LENGTH) or None
    finally:
        os.close(mark)


def renew() -> bytes:
    """Begin another edition, for every process that serves the site."""
    mark = secrets.token_bytes(LENGTH)
    if settings.EDITION_FILE is None:
        cache.set(KEY, mark, None)
    else:
        _write(Path(settings.EDITION_FILE), mark)
    return mark


def begin() -> bytes | None:
    """Begin an edition where there is none; None where the mark cannot be written."""
    try:
        return renew()
    except OSError:
        return None


def _write(path: Path, mark: bytes) -> None:
    """Replace the file whole: nobody ever reads half a mark."""
    beside = path.with_name(f"{path.name}.{mark.hex()}")
    beside.write_bytes(mark)
    beside.replace(path)


@receiver(connection_created)
def watch(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Look at whatever is written through a connection."""
    if connection.alias == "default" and _look not in connection.execute_wrappers:
        connection.execute_wrappers.append(_look)


def _look(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    result = execute(sql, params, many, context)
    if is_seen(sql):
        _renew_with(context["connection"])
    return result


def is_seen(sql: str) -> bool:
    """Whether a statement may change what readers are shown."""
    sql = sql.lstrip()
    if sql[:16].upper().startswith(READS):
        return False
    written = WRITTEN.match(sql)
    if written is None:
        return True
    table, columns = written[1], set(COLUMN.findall(written[2] or ""))
    if table == "wagtailcore_page" and columns:
        return not columns <= OF_DRAFTS
    return not UNSEEN.match(table)


def _renew_with(connection: BaseDatabaseWrapper) -> None:
    """Renew when the transaction is over, once for all that it wrote; at once where there is none."""
    if not any(waiting[1] is renew for waiting in connection.run_on_commit):
        transaction.on_commit(renew, using=connection.alias, robust=True)
