"""The demonstration and the browser, started once in each worker for all tests that look at pages."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.demo_site import demo_site, prepare
from tests.workers import MadeOnce

#: On a busy machine an answer of the admin takes long; only one that never comes is a fault. In milliseconds.
PATIENCE = 120_000
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, made_once: MadeOnce) -> Iterator[str]:
    prepared = made_once("demonstration", prepare)
    with demo_site(shutil.copytree(prepared, tmp_path_factory.mktemp("site") / "data")) as address:
        yield address
