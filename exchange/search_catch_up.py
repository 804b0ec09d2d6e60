"""Lets both searches, the readers' and the editors', look at the pages of an import once, at its end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models.signals import post_save
from modelsearch.signal_handlers import post_save_signal_handler
from modelsearch.tasks import insert_or_update_object_task
from wagtail.models import PageViewRestriction
from wagtail.signals import page_published

from exchange.kinds import KINDS
from search import documents, tasks
from search.signal_handlers import look_at_published_pages, look_at_restricted_pages

MODELS = tuple(kind.model for kind in KINDS)


@contextmanager
def one_search_catch_up() -> Iterator[list[int]]:
    """Yield a list for the primary keys of the pages that changed; their rows are written when the block succeeds.

    The caller holds a transaction around it: rows of search change with the pages or not at all. The receivers are
    silent for the whole process, which is that of a command.
    """
    changed: list[int] = []
    _connect(page_published.disconnect, post_save.disconnect)
    try:
        yield changed
    finally:
        _connect(page_published.connect, post_save.connect)
    if documents.look_again(changed):
        transaction.on_commit(tasks.apply_changes, robust=True)
    for model in MODELS:
        for pk in model.objects.filter(pk__in=changed).values_list("pk", flat=True):
            insert_or_update_object_task.enqueue(model._meta.app_label, model._meta.model_name, str(pk))


def _connect(published: Callable[..., object], saved: Callable[..., object]) -> None:
    published(look_at_published_pages)
    saved(look_at_restricted_pages, sender=PageViewRestriction)
    for model in MODELS:
        saved(post_save_signal_handler, sender=model)
