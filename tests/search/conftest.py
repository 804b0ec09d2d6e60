from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from guides.models import GuidePage
from search import results
from search.breaker import Breaker
from tests.factories import make_guide

Commit = Callable[[], AbstractContextManager[Any]]
Publish = Callable[..., GuidePage]


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Any) -> Commit:
    """Give a block at whose end what waits for the commit is done, as at the end of a request."""
    return partial(django_capture_on_commit_callbacks, execute=True)


@pytest.fixture
def site(db: None, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Give a visitor of a site whose indexes are in a directory of its own."""
    settings.SEARCH = {"ENGINE": "fts5", "DIRECTORY": tmp_path / "search"}
    monkeypatch.setattr(results, "breaker", Breaker())
    return Client()


@pytest.fixture
def publish(site: Client, commit: Commit) -> Publish:
    """Give what publishes a guide with the fields it is called with, and commits."""

    def published(**fields: Any) -> GuidePage:
        with commit():
            return make_guide(**fields)

    return published
