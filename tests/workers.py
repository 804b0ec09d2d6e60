"""What the workers of one run of tests share: things that take long to make and that all of them need."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

MadeOnce = Callable[[str, Callable[[Path], object]], Path]


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Let one process at a time into the block; the others wait for it at its beginning."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> MadeOnce:
    """Return a folder that the worker who comes first fills: ``made_once("site", fill)``; copy it before writing."""
    base = tmp_path_factory.getbasetemp()
    # The folder of a worker is in that of the run.
    shared = base.parent if base.name.startswith("popen-") else base

    def get(name: str, make: Callable[[Path], object]) -> Path:
        folder, done = shared / f"once-{name}", shared / f"once-{name}.done"
        with alone(shared / f"once-{name}.lock"):
            if not done.exists():
                folder.mkdir(exist_ok=True)
                make(folder)
                done.touch()
        return folder

    return get
