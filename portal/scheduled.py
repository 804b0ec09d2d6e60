"""Publishes and unpublishes what its authors have set a time for; one that fails does not hold up the others."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

logger = logging.getLogger(__name__)


def publish_and_unpublish() -> str:
    """Do all that is due, and return a report that names what failed and why; empty when nothing was due."""
    gone, stuck = _each(list(_expired()), _unpublish)
    come, refused = _each(list(_due()), _publish)
    counts = ((come, "published"), (gone, "unpublished"))
    return "; ".join([*(f"{number} {what}" for number, what in counts if number), *stuck, *refused])


def _expired() -> Iterator[Any]:
    """Yield the public pages and snippets that should be public no longer."""
    for model in apps.get_models():
        if issubclass(model, DraftStateMixin) and (model is Page or not issubclass(model, Page)):
            rows = model._default_manager.filter(live=True, expire_at__lt=timezone.now()).order_by("expire_at")
            yield from (row.specific for row in rows) if model is Page else rows


def _due() -> Iterable[Revision]:
    return Revision.objects.filter(approved_go_live_at__lt=timezone.now()).order_by("approved_go_live_at")


def _unpublish(row: Any) -> None:
    row.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _publish(revision: Revision) -> None:
    revision.publish(log_action="wagtail.publish.scheduled")


def _each(rows: list[Any], act: Callable[[Any], None]) -> tuple[int, list[str]]:
    """Do one thing to each row; return with how many it worked and a line for each other one."""
    failures = []
    for row in rows:
        try:
            with transaction.atomic():
                act(row)
        except ValidationError as fault:  # An author has something to mend: no fault of the site.
            failures.append(f"{_name(row)} failed: {' '.join(fault.messages)}")
            logger.warning("scheduled: %s", failures[-1])
        except Exception as fault:  # Whatever is wrong with one record, the others are due as well.
            failures.append(f"{_name(row)} failed: {type(fault).__name__}: {fault}")
            logger.exception("scheduled: %s failed", _name(row))
    return len(rows) - len(failures), failures


def _name(row: Any) -> str:
    """Return the reference and title by which an author finds the record."""
    reference = row.content.get("slug", "") if isinstance(row, Revision) else getattr(row, "slug", "")
    title = row.object_str if isinstance(row, Revision) else str(row)
    return f"{reference} {title}".strip()
