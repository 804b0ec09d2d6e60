from datetime import UTC, datetime, timedelta

import pytest

from portal.jobs import Every, Job, last_sign_of_life, tick
from portal.models import JobRun

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)

pytestmark = pytest.mark.django_db


def job(work, **options):
    return Job("sample", work, Every(HOUR), **options)


def states():
    return [(run.due_at.hour, run.state) for run in JobRun.objects.order_by("due_at")]


def test_job_is_done_once_for_each_due_time():
    done = []
    sample = job(lambda: done.append(1))

    for minutes in (0, 5, 59):
        tick([sample], NOON + timedelta(minutes=minutes))

    assert len(done) == 1
    assert states() == [(12, "done")]


def test_job_is_done_again_at_the_next_due_time():
    done = []
    sample = job(lambda: done.append(1))

    tick([sample], NOON)
    tick([sample], NOON + HOUR)

    assert len(done) == 2


def test_after_a_pause_a_job_is_done_once():
    done = []
    sample = job(lambda: done.append(1))

    tick([sample], NOON)
    tick([sample], NOON + 5 * HOUR)

    assert len(done) == 2
    assert states() == [(12, "done"), (17, "done")]


def test_job_that_wants_every_due_time_makes_up_for_the_missed_ones():
    done = []
    sample = job(lambda: done.append(1), every_due_time=True)

    tick([sample], NOON)
    tick([sample], NOON + 3 * HOUR)

    assert len(done) == 4
    assert states() == [(12, "done"), (13, "done"), (14, "done"), (15, "done")]


def test_run_of_a_worker_that_died_is_taken_over_when_its_lease_is_over():
    done = []
    sample = job(lambda: done.append(1), lease=timedelta(minutes=5))
    JobRun.objects.create(
        name="sample", due_at=NOON, state=JobRun.State.RUNNING, attempts=1, held_until=NOON + timedelta(minutes=5)
    )

    tick([sample], NOON + timedelta(minutes=4))
    assert done == []
    tick([sample], NOON + timedelta(minutes=6))

    assert done == [1]
    assert JobRun.objects.get().attempts == 2


def test_job_at_work_is_not_begun_again_for_a_later_due_time():
    done = []
    sample = job(lambda: done.append(1), every_due_time=True)
    held = NOON + 2 * HOUR
    JobRun.objects.create(name="sample", due_at=NOON, state=JobRun.State.RUNNING, attempts=1, held_until=held)

    tick([sample], NOON + HOUR)

    assert done == []
    assert states() == [(12, "running"), (13, "due")]


def test_job_that_is_begun_by_another_name_is_no_hindrance():
    done = []
    held = NOON + 2 * HOUR
    JobRun.objects.create(name="other", due_at=NOON, state=JobRun.State.RUNNING, attempts=1, held_until=held)

    tick([job(lambda: done.append(1))], NOON)

    assert done == [1]


def test_worker_that_lost_its_run_does_not_write_how_it_ended():
    def lose():
        JobRun.objects.update(attempts=2, held_until=NOON + HOUR)
        return "late"

    tick([job(lose)], NOON)

    run = JobRun.objects.get()
    assert (run.state, run.attempts, run.report) == ("running", 2, "")


def test_run_left_behind_is_overtaken_by_a_later_one():
    done = []
    sample = job(lambda: done.append(1))
    JobRun.objects.create(name="sample", due_at=NOON, state=JobRun.State.RUNNING, attempts=1, held_until=NOON)

    tick([sample], NOON + 2 * HOUR)

    assert done == [1]
    assert states() == [(12, "overtaken"), (14, "done")]


def test_failure_is_written_down_and_does_not_stop_other_jobs():
    done = []
    broken = Job("broken", lambda: 1 / 0, Every(HOUR))

    tick([broken, job(lambda: done.append(1))], NOON)

    assert done == [1]
    assert "ZeroDivisionError" in JobRun.objects.get(name="broken").report


def test_failed_run_is_tried_three_times_and_then_given_up():
    tries = []

    def fail():
        tries.append(1)
        raise RuntimeError("no")

    sample = job(fail)
    JobRun.objects.create(name="sample", due_at=NOON)
    for _attempt in range(5):
        tick([sample], NOON)
        JobRun.objects.exclude(held_until=None).update(held_until=NOON)

    assert len(tries) == 3
    assert states() == [(12, "failed")]


def test_failed_run_waits_before_it_is_tried_again():
    tries = []
    sample = job(lambda: tries.append(1) or 1 / 0)

    first = tick([sample])
    second = tick([sample])

    assert len(tries) == len(first) == 1
    assert second == []


def test_report_of_a_job_is_kept():
    tick([job(lambda: "3 pages")], NOON)

    assert JobRun.objects.get().report == "3 pages"


def test_sign_of_life_is_the_end_of_the_last_run():
    assert last_sign_of_life() is None

    tick([job(lambda: None)], NOON)

    assert last_sign_of_life() == JobRun.objects.get().finished_at
