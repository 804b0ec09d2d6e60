"""Real workers against a real mail server, for the tests that kill them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.mail.smtp_server import MailServer, free_port, running


@contextmanager
def receiving(run_in: Any) -> Iterator[MailServer]:
    """Let the processes of ``run_in`` send to a server that keeps who was written to, and no words."""
    port = free_port()
    run_in.variables["EMAIL_URL"] = f"smtp://127.0.0.1:{port}"
    with running(port) as handler:
        handler.keep = False
        yield handler
    del run_in.variables["EMAIL_URL"]


@contextmanager
def workers(process_of: Any, data: Path, code: str) -> Iterator[Callable[[], Any]]:
    """Give what starts one more worker; all that still run are killed in the end."""
    started = []

    def begin() -> Any:
        started.append(process_of(data, "-c", code))
        return started[-1]

    yield begin
    for worker in started:
        worker.kill()
        worker.communicate()


def wait_until(condition: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)
