from pathlib import Path

import pytest

from tests.search.engines.index import Index


@pytest.fixture
def index(tmp_path: Path) -> Index:
    return Index(tmp_path)


@pytest.fixture
def dutch_index(tmp_path: Path) -> Index:
    return Index(tmp_path, "nl")
