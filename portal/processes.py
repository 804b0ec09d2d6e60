"""Runs several commands side by side, and stops all of them when one ends or when the person says stop."""

import os
import signal
import subprocess
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from types import FrameType

SECONDS_TO_STOP = 20
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Stopped(Exception):
    """The person, or the system, asked for the end."""


def run_together(commands: Iterable[Sequence[str]]) -> int:
    """Run the commands until one ends or a stop signal comes; return 0 after a signal, else the code of the one."""
    before = {number: signal.signal(number, _stop) for number in STOP_SIGNALS}
    children: list[subprocess.Popen[bytes]] = []
    try:
        # Own sessions: Ctrl-C reaches this process only, which then stops the children in order.
        children += [subprocess.Popen(command, start_new_session=True) for command in commands]  # noqa: S603
        return _first_code(children)
    except Stopped:
        return 0
    finally:
        for number in STOP_SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        _end(children)
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop(number: int, frame: FrameType | None) -> None:
    raise Stopped


def _first_code(children: Sequence[subprocess.Popen[bytes]]) -> int:
    while True:
        for child in children:
            if child.poll() is not None:
                return child.returncode or 1
        time.sleep(0.2)


def _end(children: Sequence[subprocess.Popen[bytes]]) -> None:
    for child in reversed(children):
        child.terminate()
    deadline = time.monotonic() + SECONDS_TO_STOP
    for child in children:
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        # What a child had started itself and left behind, such as a process of the web server, would keep its port.
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
