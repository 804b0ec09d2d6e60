"""A site in a folder of its own, for the tests that start real processes."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.workers import MadeOnce

ROOT = Path(__file__).resolve().parents[1]


class Runner:
    """Starts Python for the site in a folder; ``variables`` are added to its environment."""

    def __init__(self) -> None:
        self.variables: dict[str, str] = {}

    def _options(self, data: Path) -> dict[str, Any]:
        values = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        site = {"DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": "portal.settings.demo"}
        return {"cwd": ROOT, "env": {**values, **site, **self.variables}, "text": True}

    def __call__(self, data: Path, *arguments: object, check: bool = True) -> "subprocess.CompletedProcess[str]":
        """Run to the end; a failure fails the test, unless ``check`` says no."""
        command = [sys.executable, *map(str, arguments)]
        done = subprocess.run(command, **self._options(data), capture_output=True, check=False)
        assert not check or done.returncode == 0, done.stderr
        return done

    def start(self, data: Path, *arguments: object) -> "subprocess.Popen[str]":
        """Start and let run; what it prints can be read."""
        command = [sys.executable, *map(str, arguments)]
        return subprocess.Popen(command, **self._options(data), stdout=subprocess.PIPE)


@pytest.fixture(scope="session")
def run_in() -> Runner:
    """Run a command of the site in a folder: ``run_in(data, "manage.py", "tick")``."""
    return Runner()


@pytest.fixture
def process_of(run_in: Runner) -> "Callable[..., subprocess.Popen[str]]":
    """Start a process of the site in a folder: ``process_of(data, "manage.py", "worker")``."""
    return run_in.start


@pytest.fixture(scope="session")
def empty_site(made_once: MadeOnce, run_in: Runner) -> Path:
    """Return the folder of a site with all its tables and nothing in them; copy it before writing."""
    return made_once(
        "empty-site", lambda data: run_in(data, "manage.py", "migrate", "--verbosity", "0", "--skip-checks")
    )
