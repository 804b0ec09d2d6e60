"""The parent is a process of its own, told to stop as a terminal or a service manager does."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SLEEPER = "import os, pathlib, sys, time; pathlib.Path(sys.argv[1]).write_text(str(os.getpid())); time.sleep(60)"
PARENT = """
import sys
from portal.processes import run_together
child = lambda path: [sys.executable, "-c", {sleeper!r}, path]
sys.exit(run_together([child(path) for path in sys.argv[1:]] + {more}))
"""


def start(tmp_path, more="[]"):
    paths = [tmp_path / "first", tmp_path / "second"]
    parent = subprocess.Popen([sys.executable, "-c", PARENT.format(sleeper=SLEEPER, more=more), *paths], cwd=ROOT)
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and not all(path.exists() and path.read_text() for path in paths):
        time.sleep(0.05)
    return parent, [int(path.read_text()) for path in paths]


def is_running(number):
    """Say whether a process lives; one that has ended may stay listed until its parent asks for it."""
    try:
        state = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


@pytest.mark.parametrize("order", [signal.SIGINT, signal.SIGTERM])
def test_stop_signal_ends_all(tmp_path, order):
    parent, children = start(tmp_path)

    parent.send_signal(order)

    assert parent.wait(20) == 0
    assert not any(map(is_running, children))


def test_end_of_one_ends_the_others_with_its_code(tmp_path):
    short = "[[sys.executable, '-c', 'import time; time.sleep(1); raise SystemExit(7)']]"
    parent, children = start(tmp_path, more=short)

    assert parent.wait(20) == 7
    assert not any(map(is_running, children))


def test_nothing_of_what_a_child_had_started_is_left(tmp_path):
    orphan = tmp_path / "orphan"
    deaf = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {SLEEPER}"
    starter = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {deaf!r}, {str(orphan)!r}]).wait()"
    parent, _ = start(tmp_path, more=f"[[sys.executable, '-c', {starter!r}]]")
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and not (orphan.exists() and orphan.read_text()):
        time.sleep(0.05)

    parent.send_signal(signal.SIGTERM)

    assert parent.wait(20) == 0
    assert not is_running(int(orphan.read_text()))
