"""Real workers that send to a real mail server, and are killed while they do."""

from __future__ import annotations

import random
import shutil
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.mail.killed_workers import receiving, wait_until, workers
from tests.mail.smtp_server import MailServer

pytestmark = [pytest.mark.soak, pytest.mark.sqlite]

#: A worker that believes another one dead after two seconds, so that the test does not wait for two minutes.
WORKER = """
import django
django.setup()
from datetime import timedelta
from mail import queue
from portal.worker import Worker
queue.LEASE = timedelta(seconds=2)
Worker().run()
"""
WRITE = """
import django, sys
django.setup()
from django.db import transaction
from mail.compose import compose
with transaction.atomic():
    for number in range(int(sys.argv[1])):
        compose(kind="test", to=f"person{number}@example.org", language="nl", reason=f"test:{number}",
                template="account/email/password_changed", context={})
"""
KILLS = 4
PATIENCE = 120  # seconds


@pytest.fixture
def data(empty_site: Path, tmp_path: Path) -> Path:
    return shutil.copytree(empty_site, tmp_path / "site")


@pytest.fixture
def server(run_in: Any) -> Iterator[MailServer]:
    with receiving(run_in) as handler:
        yield handler


@pytest.fixture
def start(data: Path, process_of: Any) -> Iterator[Callable[[], Any]]:
    with workers(process_of, data, WORKER) as begin:
        yield begin


def waiting(data: Path) -> int:
    with sqlite3.connect(data / "db.sqlite3", timeout=20) as connection:
        return int(connection.execute("SELECT count(*) FROM mail_message WHERE state <> 'sent'").fetchone()[0])


def test_killed_workers_lose_nothing_and_double_at_most_one_message_each(
    data: Path, run_in: Any, server: MailServer, start: Callable[[], Any]
) -> None:
    count, seed = 500, time.time_ns() % 10_000
    moments = sorted(random.Random(seed).sample(range(20, count - 20), KILLS))  # noqa: S311
    run_in(data, "-c", WRITE, count)
    server.seconds = 0.01
    for moment in moments:
        worker = start()
        wait_until(lambda moment=moment: len(server.accepted) >= moment, seconds=PATIENCE)  # type: ignore[misc]
        worker.kill()
        worker.wait()
    start()
    wait_until(lambda: waiting(data) == 0, seconds=PATIENCE)
    taken = Counter(server.accepted)
    assert len(taken) == len({recipient for recipient, _number in taken}) == count, f"seed {seed}"
    assert sum(taken.values()) - count <= KILLS, f"seed {seed}"


def test_a_message_leaves_within_seconds_where_a_worker_runs(
    data: Path, run_in: Any, server: MailServer, start: Callable[[], Any]
) -> None:
    start()
    wait_until(lambda: bool(jobs_done(data)), seconds=PATIENCE)
    run_in(data, "-c", WRITE, 1)
    wait_until(lambda: len(server.accepted) == 1, seconds=10)


def test_without_a_worker_the_tick_of_each_minute_sends(data: Path, run_in: Any, server: MailServer) -> None:
    run_in(data, "-c", WRITE, 3)
    run_in(data, "manage.py", "tick")
    assert (len(server.accepted), waiting(data)) == (3, 0)


def jobs_done(data: Path) -> int:
    with sqlite3.connect(data / "db.sqlite3", timeout=20) as connection:
        return int(connection.execute("SELECT count(*) FROM portal_jobrun WHERE state = 'done'").fetchone()[0])
