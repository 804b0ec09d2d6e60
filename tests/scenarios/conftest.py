from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Any

import pytest

Commit = Callable[[], AbstractContextManager[Any]]


@pytest.fixture
def commit(db: None, django_capture_on_commit_callbacks: Any, settings: Any, tmp_path: Path) -> Commit:
    """Give a block at whose end the index of search, in a folder of its own, holds what was published."""
    settings.SEARCH = {"ENGINE": "fts5", "DIRECTORY": tmp_path / "search"}
    return partial(django_capture_on_commit_callbacks, execute=True)
