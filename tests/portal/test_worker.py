"""The worker is a real process on a real database file: it is stopped gently, killed and started again."""

import shutil
import signal
import sqlite3
import time

import pytest

# A worker with one job more, which takes as many seconds as it is told and is believed dead after two.
SLOW_JOB = """
import sys, time, datetime, django
django.setup()
from portal.jobs import Every, Job, register
from portal.worker import Worker
hour, lease = datetime.timedelta(hours=1), datetime.timedelta(seconds=2)
register(Job("slow", lambda: time.sleep(float(sys.argv[1])), Every(hour), lease=lease))
Worker().run()
"""

pytestmark = [pytest.mark.soak, pytest.mark.sqlite]


@pytest.fixture
def data(empty_site, tmp_path):
    shutil.copytree(empty_site, tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.fixture
def start(data, process_of):
    """Start workers, none of which outlives its test."""
    workers = []

    def begin(*arguments):
        workers.append(process_of(data, *(arguments or ("manage.py", "worker"))))
        return workers[-1]

    yield begin
    for worker in workers:
        worker.kill()
        worker.communicate()


def query(data, sql, *values):
    with sqlite3.connect(data / "db.sqlite3", timeout=20) as connection:
        return connection.execute(sql, values).fetchall()


def wait_for(condition, seconds=60):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := condition():
            return found
        time.sleep(0.2)
    raise AssertionError("it did not happen in time")


def runs(data, state):
    return query(data, "SELECT name, attempts FROM portal_jobrun WHERE state = ?", state)


def test_worker_does_what_is_due_and_stops_when_asked(data, start):
    worker = start()
    wait_for(lambda: len(runs(data, "done")) >= 6)

    worker.send_signal(signal.SIGTERM)

    assert worker.wait(40) == 0
    assert runs(data, "running") == []


def test_run_of_a_worker_killed_at_work_is_done_by_the_next(data, start):
    first = start("-c", SLOW_JOB, "60")
    wait_for(lambda: ("slow", 1) in runs(data, "running"))

    first.kill()
    first.wait()
    start("-c", SLOW_JOB, "0")

    assert wait_for(lambda: [run for run in runs(data, "done") if run[0] == "slow"]) == [("slow", 2)]
    assert query(data, "PRAGMA integrity_check") == [("ok",)]


def test_two_workers_do_a_run_once(data, start):
    workers = [start(), start()]
    wait_for(lambda: len(runs(data, "done")) >= 6)
    time.sleep(6)
    for worker in workers:
        worker.terminate()

    assert [worker.wait(40) for worker in workers] == [0, 0]
    assert {attempts for _name, attempts in runs(data, "done")} == {1}


def test_tick_does_what_is_due_and_ends(data, run_in):
    first, second = (run_in(data, "manage.py", "tick").stdout for _time in range(2))

    assert "publish_scheduled: " in first
    assert "prune_sessions" not in second
