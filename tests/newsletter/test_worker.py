"""Real workers that send an issue to a real mail server and are killed meanwhile: nobody lost, hardly any twice."""

from __future__ import annotations

import json
import os
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

from tests.mail.killed_workers import receiving, wait_until, workers
from tests.mail.smtp_server import MailServer

pytestmark = [pytest.mark.soak]

#: Set where the run is on PostgreSQL.
SERVER = os.environ.get("DATABASE_URL", "")
RECIPIENTS = 2_000
KILLS = 4
PATIENCE = 900  # seconds
PREPARE = """
import sys, django
django.setup()
from datetime import timedelta
from django.utils import timezone
from newsletter import send_states
from newsletter.models import IssuePage, IssueIndexPage, Subscriber, Status
from portal.setup import ensure_tree
ensure_tree()
texts = {f"{name}_{code}": f"Exemple {name}" for code in ("fr", "nl") for name in ("heading", "introduction", "body")}
issue = IssuePage(slug_fr="kill", slug_nl="kill", **texts)
issue.live = False
IssueIndexPage.objects.get().add_child(instance=issue)
issue.save_revision().publish()
Subscriber.objects.bulk_create([
    Subscriber(email=f"p{n}@example.org", email_norm=f"p{n}@example.org", language=("fr", "nl")[n % 2],
               status=Status.ACTIVE) for n in range(int(sys.argv[1]))])
send = send_states.approve(IssuePage.objects.get(pk=issue.pk), by=None)
send_states.schedule(send, timezone.now())
"""
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
TOLD = """
import json, django
django.setup()
from newsletter.models import Delivery, Send
from django.db.models import Count
states = dict(Delivery.objects.order_by().values_list("state").annotate(count=Count("pk")))
print(json.dumps({"send": Send.objects.get().state, **states}))
"""
STUCK = """
import django
django.setup()
from django.utils import timezone
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.models import DBTaskResult
DBTaskResult.objects.create(args_kwargs={}, task_path="x.y", backend_name="default", run_after=timezone.now(),
                            status=TaskResultStatus.RUNNING, started_at=timezone.now())
"""


@pytest.fixture
def data(run_in: Any, tmp_path: Path) -> Iterator[Path]:
    """Return the folder of a site of its own: on SQLite, or with a new database of the server that the run uses."""
    if not SERVER:
        run_in(tmp_path, "manage.py", "migrate", "--verbosity", "0", "--skip-checks")
        yield tmp_path
        return
    psycopg = pytest.importorskip("psycopg")
    name = f"newsletter_{uuid4().hex}"
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        run_in.variables["DATABASE_URL"] = urlsplit(SERVER)._replace(path=f"/{name}").geturl()
        run_in.variables["NEWSLETTER_TOKEN_KEYS"] = f"1:{uuid4().hex}{uuid4().hex}"
        run_in(tmp_path, "manage.py", "migrate", "--verbosity", "0", "--skip-checks")
        yield tmp_path
        for variable in ("DATABASE_URL", "NEWSLETTER_TOKEN_KEYS"):
            del run_in.variables[variable]
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def server(run_in: Any) -> Iterator[MailServer]:
    with receiving(run_in) as handler:
        yield handler


@pytest.fixture
def start(data: Path, process_of: Any) -> Iterator[Callable[[], Any]]:
    with workers(process_of, data, WORKER) as begin:
        yield begin


def told(run_in: Any, data: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run_in(data, "-c", TOLD).stdout.strip().splitlines()[-1])
    return found


@pytest.mark.parametrize("side_by_side", [1, 2])
def test_killed_workers_lose_nobody_and_double_at_most_one_each(
    data: Path, run_in: Any, server: MailServer, start: Callable[[], Any], side_by_side: int
) -> None:
    seed = time.time_ns() % 10_000
    moments = sorted(random.Random(seed).sample(range(50, RECIPIENTS - 100), KILLS))  # noqa: S311
    run_in(data, "-c", PREPARE, RECIPIENTS)
    for _other in range(side_by_side - 1):
        start()
    for moment in moments:
        worker = start()
        wait_until(lambda moment=moment: len(server.accepted) >= moment, seconds=PATIENCE)  # type: ignore[misc]
        worker.kill()
        worker.wait()
    start()
    wait_until(lambda: len({recipient for recipient, _number in server.accepted}) == RECIPIENTS, seconds=PATIENCE)
    wait_until(lambda: told(run_in, data)["send"] == "sent", seconds=PATIENCE)
    taken = Counter(server.accepted)
    assert len(taken) == RECIPIENTS, f"seed {seed}: a double has another Message-ID"
    assert sum(taken.values()) - RECIPIENTS <= KILLS, f"seed {seed}"
    assert told(run_in, data) == {"send": "sent", "sent": RECIPIENTS}


def test_a_task_that_is_stuck_and_one_that_was_never_queued_stop_nothing(
    data: Path, run_in: Any, server: MailServer
) -> None:
    run_in(data, "-c", PREPARE, 30)
    run_in(data, "-c", STUCK)
    run_in(data, "manage.py", "tick")
    run_in(data, "manage.py", "tick")
    assert (len(server.accepted), told(run_in, data)["sent"]) == (30, 30)
