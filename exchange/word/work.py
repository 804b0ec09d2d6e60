"""The work on Word files that were brought in the admin, off the request: by a task at once, else by the schedule.

The draft and the end of the row are written in one transaction, so that a file that two workers take, or one that dies
half way, becomes one draft.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from exchange.models import WordImport
from exchange.word import drafts
from exchange.word.kinds import KINDS

MOST_ATTEMPTS = 3
#: A task that has not come by then is not awaited any longer.
PATIENCE = timedelta(seconds=30)
KEPT = timedelta(days=30)

logger = logging.getLogger(__name__)


def begin(row: WordImport) -> None:
    """Save a row and have its work done once that is certain."""
    row.save()
    transaction.on_commit(lambda: convert.enqueue(row.pk))


@task()
def convert(pk: int) -> None:
    carry_out(pk)


def catch_up() -> str:
    """Do what no task has done, and forget the reports of long ago."""
    now = timezone.now()
    WordImport.objects.filter(created_at__lt=now - KEPT).delete()
    waiting = WordImport.objects.filter(state=WordImport.State.WAITING, created_at__lt=now - PATIENCE)
    keys = list(waiting.values_list("pk", flat=True))
    for pk in keys:
        carry_out(pk)
    return f"{len(keys)} files" if keys else ""


def carry_out(pk: int) -> None:
    """Make the draft of a row that waits, or write down why there is none."""
    waiting = WordImport.objects.filter(pk=pk, state=WordImport.State.WAITING)
    # Counted first: what ends the process must not be tried for ever.
    if not waiting.update(attempts=F("attempts") + 1):
        return
    row = waiting.select_related("user", "above", "target").get()
    with translation.override(row.told_in):
        try:
            _refuse_another_attempt(row)
            _make(row)
        except ValidationError as refused:
            _end(row, WordImport.State.REFUSED, {"told": refused.messages})
        except Exception:  # A fault of ours must not leave somebody waiting: the row says so, the log says which.
            logger.exception("word import %s failed", pk)
            message = _("Something went wrong on our side; the file was not changed. Tell the coordination.")
            _end(row, WordImport.State.REFUSED, {"told": [message]})


def _refuse_another_attempt(row: WordImport) -> None:
    if row.attempts > MOST_ATTEMPTS:
        raise ValidationError(_("The work on this file was interrupted several times: divide it or make it simpler."))


def _make(row: WordImport) -> None:
    file = drafts.WordFile(row.name, bytes(row.content or b""), KINDS[row.kind], row.language)
    found = file.texts()
    with transaction.atomic():
        if row.target:
            page = drafts.complete(found, file, row.target, row.user)
        else:
            page = drafts.create(found, file, row.above.specific, row.user)
        if not _end(row, WordImport.State.DONE, found.report.as_json(), page_id=page.pk):
            transaction.set_rollback(True)


def _end(row: WordImport, state: str, report: dict[str, Any], **more: Any) -> bool:
    """Write the end of a row; False when somebody else has done so."""
    waiting = WordImport.objects.filter(pk=row.pk, state=WordImport.State.WAITING)
    return bool(waiting.update(state=state, report=report, content=None, **more))
