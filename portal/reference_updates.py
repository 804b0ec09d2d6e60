"""Wagtail's index of what refers to what, brought up to date once for a page and not once for each of its rows.

Wagtail starts a task for every row that is saved, which then looks at the page as a whole: for a practice of ten steps
that is the same work a dozen times.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any


@contextmanager
def no_updates() -> Iterator[None]:
    """Start no task for what is saved meanwhile; may stand inside another one."""
    wagtail = _wagtail()
    if getattr(wagtail.reference_index_auto_update_disabled, "value", False):
        yield
        return
    with wagtail.disable_reference_index_auto_update():
        yield


@contextmanager
def one_update(page: Any) -> Iterator[None]:
    """Start one task for a page that is saved with its rows; none inside ``no_updates``."""
    with no_updates():
        yield
    _wagtail().update_reference_index_on_save(page)


def _wagtail() -> Any:
    # It can only be imported when all models are there, and models save with this.
    return import_module("wagtail.signal_handlers")
