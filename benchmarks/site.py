"""The demonstration in a folder of its own, served by processes of its own; no worker runs unless it is started."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from http.client import HTTPConnection
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOST = "localhost"
LONGEST_START = 600  # seconds; an installation may be part of it
LONGEST_ANSWER = 60  # seconds
SECONDS_TO_STOP = 30
LONGEST_COMPLAINT = 2000  # characters
SECONDS_BETWEEN_LOOKS = 0.01
INHERITED = {"PATH", "HOME", "LANG", "VIRTUAL_ENV", "TMPDIR"}
#: As ``manage.py demo`` starts it.
SERVER = (
    *("granian", "--interface", "wsgi", "--host", "127.0.0.1", "--workers", "2", "--blocking-threads", "4"),
    *("--workers-kill-timeout", "10"),
)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Failed(Exception):
    """A command or a server did not do what a measurement needs; the text says what it printed."""


@dataclass(frozen=True)
class Site:
    """The demonstration whose data are in ``folder``, which need not be there yet, run from the source in ``root``."""

    folder: Path
    root: Path = ROOT
    port: int = field(default_factory=free_port)

    @cached_property
    def environment(self) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if name in INHERITED}
        return inherited | {
            "DJANGO_SETTINGS_MODULE": "portal.settings.demo",
            "DATA_DIR": str(self.folder),
            "SITE_URL": self.url,
        }

    @property
    def url(self) -> str:
        """The address without a slash at the end."""
        return f"http://{HOST}:{self.port}"

    def run(self, *arguments: str) -> str:
        """Run Python with these arguments and return what it printed. Raises Failed with its complaint."""
        command = [sys.executable, *arguments]
        done = subprocess.run(command, cwd=self.root, env=self.environment, capture_output=True, text=True)  # noqa: S603
        if done.returncode:
            raise Failed(f"{' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")
        return done.stdout

    def prepare(self) -> dict[str, str]:
        """Make database, content, index and accounts; return the passwords by address of mail."""
        lines = self.run("manage.py", "demo", "--prepare-only", "--port", str(self.port)).splitlines()
        return {line.split()[0]: line.split()[-1] for line in lines if "@demo.example" in line}

    @property
    def serving(self) -> list[str]:
        """The command that serves the site, without the worker."""
        return [sys.executable, "-m", *SERVER, "--port", str(self.port), "portal.wsgi:application"]

    @contextmanager
    def started(self, command: Sequence[str]) -> Iterator[float]:
        """Start a command that serves the site; give the seconds to the first answer, and stop it afterwards."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if self._status():
            raise Failed(f"Port {self.port} is answered by a server that should have ended.")
        with (self.folder / "server.log").open("w+b") as log:
            begun = time.perf_counter()
            process = subprocess.Popen(  # noqa: S603
                command, cwd=self.root, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
            try:
                yield self._first_answer(process, begun)
            finally:
                stop(process)

    def _first_answer(self, process: subprocess.Popen[bytes], begun: float) -> float:
        status = 0
        while status < 400 and time.perf_counter() - begun < LONGEST_START and process.poll() is None:
            status = self._status()
            if status == 200:
                return time.perf_counter() - begun
            time.sleep(SECONDS_BETWEEN_LOOKS)
        log = (self.folder / "server.log").read_text(encoding="utf-8", errors="replace")
        raise Failed(f"The site does not answer ({status}):\n{log[-LONGEST_COMPLAINT:]}")

    def _status(self) -> int:
        """Return the status of the home page, or 0 when nobody listens yet."""
        connection = HTTPConnection(HOST, self.port, timeout=LONGEST_ANSWER)
        try:
            connection.request("GET", "/fr/")
            return connection.getresponse().status
        except OSError:
            return 0
        finally:
            connection.close()


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a process, which ends those it has started; what is left of its session afterwards is killed."""
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(SECONDS_TO_STOP)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
