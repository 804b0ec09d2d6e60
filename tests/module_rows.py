"""Rows that take long to make: made once for the tests of a module that only add to them, undone after the last one.

Each test still runs in a transaction of its own, inside that of the module, and leaves the rows as it found them.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

ModuleRows = Callable[[], AbstractContextManager[None]]


@pytest.fixture(scope="module")
def module_rows(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[ModuleRows]:
    """Give what lets a fixture of a module use the database: ``with module_rows(): make_guide()``."""
    block = transaction.atomic()
    with django_db_blocker.unblock():
        block.__enter__()
    yield django_db_blocker.unblock
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        block.__exit__(None, None, None)
