"""The same tests for both engines: index files, and a real search node."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.search.engines.index import ClusterIndex, EngineIndex, Index

ENGINES = [pytest.param("fts5", id="fts5"), pytest.param("cluster", id="cluster", marks=pytest.mark.node)]


@pytest.fixture(params=ENGINES, scope="session")
def engine_name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@contextmanager
def made_index(request: pytest.FixtureRequest, engine: str, directory: Path, language: str = "fr") -> Iterator[Any]:
    """Make an index in the engine of that name, and throw away what it leaves in a cluster."""
    if engine == "fts5":
        yield Index(directory, language)
        return
    index = ClusterIndex(request.getfixturevalue("search_node"), language)
    try:
        yield index
    finally:
        index.delete()


@pytest.fixture
def index(request: pytest.FixtureRequest, engine_name: str, tmp_path: Path) -> Iterator[EngineIndex]:
    with made_index(request, engine_name, tmp_path) as made:
        yield made


@pytest.fixture
def dutch_index(request: pytest.FixtureRequest, engine_name: str, tmp_path: Path) -> Iterator[EngineIndex]:
    with made_index(request, engine_name, tmp_path, "nl") as made:
        yield made
