"""How long ten thousand mails take: run ``python -m benchmarks.newsletter [--recipients N] [--workers N] [--check]``.

A site of its own in a temporary folder (or the database of DATABASE_URL), an issue of some twenty kilobytes, a real
worker, and a mail server on this machine that takes everything and forgets it. Told are the seconds from the first
mail to the last, and what the memory of the worker came to.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PER_TEN_THOUSAND = 90.0
MOST_MEMORY = 120
PREPARE = """
import sys, django
django.setup()
from django.utils import timezone
from newsletter import send_states
from newsletter.models import IssueIndexPage, IssuePage, Subscriber, Status
from portal.setup import ensure_tree
ensure_tree()
words = " ".join(["Le logement abordable se prépare à plusieurs, étape par étape."] * 120)
texts = {f"{name}_{code}": value for code in ("fr", "nl")
         for name, value in (("heading", "Exemple fictif"), ("introduction", "Été."), ("body", words),
                             ("slug", "mesure"))}
issue = IssuePage(**texts)
issue.live = False
IssueIndexPage.objects.get().add_child(instance=issue)
issue.save_revision().publish()
count = int(sys.argv[1])
Subscriber.objects.bulk_create(
    (Subscriber(email=f"p{n}@example.org", email_norm=f"p{n}@example.org", language=("fr", "nl")[n % 2],
                status=Status.ACTIVE) for n in range(count)), batch_size=2000)
send = send_states.approve(IssuePage.objects.get(pk=issue.pk), by=None)
send_states.schedule(send, timezone.now())
"""


class Sink:
    """A mail server as small as can be: it answers, counts, and keeps nothing."""

    def __init__(self) -> None:
        self.taken = 0
        self.first = self.last = 0.0
        self.port = 0
        self.loop = asyncio.new_event_loop()
        ready = threading.Event()
        threading.Thread(target=self._serve, args=[ready], daemon=True).start()
        ready.wait()

    def _serve(self, ready: threading.Event) -> None:
        asyncio.set_event_loop(self.loop)
        server = self.loop.run_until_complete(asyncio.start_server(self._talk, "127.0.0.1", 0, limit=2**20))
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        self.loop.run_forever()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 sink\r\n")
        while line := await reader.readline():
            word = line[:4].upper()
            if word == b"DATA":
                writer.write(b"354 go on\r\n")
                await reader.readuntil(b"\r\n.\r\n")
                self._count()
            writer.write(b"221 bye\r\n" if word == b"QUIT" else b"250 OK\r\n")
            if word == b"QUIT":
                break
        writer.close()

    def _count(self) -> None:
        self.last = time.monotonic()
        self.first = self.first or self.last
        self.taken += 1


def resident(pid: int) -> int:
    """Return the memory of a process in MiB."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) // 1024
    return 0


def measured(recipients: int, workers: int) -> tuple[float, int, int]:
    """Return the seconds that the sending took, and the memory of a worker after a tenth of it and at the end."""
    sink = Sink()
    with tempfile.TemporaryDirectory(prefix="newsletter-") as folder:
        variables = {
            **os.environ,
            "DATA_DIR": folder,
            "DJANGO_SETTINGS_MODULE": "portal.settings.demo",
            "EMAIL_URL": f"smtp://127.0.0.1:{sink.port}",
        }
        python = [sys.executable]
        options = {"cwd": ROOT, "env": variables}
        subprocess.run([*python, "manage.py", "migrate", "-v0", "--skip-checks"], check=True, **options)  # type: ignore[call-overload]  # noqa: S603
        subprocess.run([*python, "-c", PREPARE, str(recipients)], check=True, **options)  # type: ignore[call-overload]  # noqa: S603
        started = [subprocess.Popen([*python, "manage.py", "worker"], **options) for _worker in range(workers)]  # type: ignore[call-overload]  # noqa: S603
        try:
            early = _wait(sink, recipients // 10, started[0].pid)
            late = _wait(sink, recipients, started[0].pid)
        finally:
            for process in started:
                process.terminate()
            for process in started:
                process.wait(60)
    return sink.last - sink.first, early, late


def _wait(sink: Sink, number: int, pid: int) -> int:
    most = 0
    while sink.taken < number:
        time.sleep(0.2)
        most = max(most, resident(pid))
    return most or resident(pid)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--recipients", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--check", action="store_true", help="end with an error when a promise is not met")
    told = parser.parse_args()
    seconds, early, late = measured(told.recipients, told.workers)
    limit = PER_TEN_THOUSAND * told.recipients / 10_000
    sys.stdout.write(
        f"{told.recipients} mails, {told.workers} worker(s): {seconds:.1f} s (at most {limit:.0f} s), "
        f"{told.recipients / seconds:.0f} a second; memory of a worker {early} MiB early, {late} MiB at the end\n"
    )
    return int(told.check and (seconds > limit or late > MOST_MEMORY))


if __name__ == "__main__":
    raise SystemExit(main())
