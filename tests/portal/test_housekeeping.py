from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page

from portal import housekeeping
from portal.jobs import registered
from portal.models import JobRun, ListStamp
from portal.setup import ensure_tree

pytestmark = pytest.mark.django_db


def task(**values):
    defaults = {"args_kwargs": {"args": [], "kwargs": {}}, "task_path": "x.y", "backend_name": "default"}
    return DBTaskResult.objects.create(**{**defaults, "run_after": timezone.now(), **values})


def running(*, workers=1, minutes=30):
    started = timezone.now() - timedelta(minutes=minutes)
    return task(status=TaskResultStatus.RUNNING, started_at=started, worker_ids=[f"w{n}" for n in range(workers)])


def status(row):
    return DBTaskResult.objects.get(pk=row.pk).status


def test_task_of_a_worker_that_died_is_given_back():
    stuck = running()

    report = housekeeping.release_stuck_tasks()

    assert status(stuck) == TaskResultStatus.READY
    assert report == "1 released, 0 given up"


def test_task_at_work_is_left_alone():
    busy = running(minutes=2)

    housekeeping.release_stuck_tasks()

    assert status(busy) == TaskResultStatus.RUNNING


def test_task_that_three_workers_did_not_survive_is_given_up():
    deadly = running(workers=3)

    housekeeping.release_stuck_tasks()

    assert status(deadly) == TaskResultStatus.FAILED


def test_old_results_of_tasks_go_and_waiting_tasks_stay():
    long_ago = timezone.now() - timedelta(days=20)
    task(status=TaskResultStatus.SUCCESSFUL, finished_at=long_ago)
    fresh = task(status=TaskResultStatus.FAILED, finished_at=timezone.now())
    waiting = task(run_after=long_ago)

    housekeeping.prune_tasks()

    assert set(DBTaskResult.objects.all()) == {fresh, waiting}


def test_old_runs_go_but_the_latest_of_each_job_stays():
    long_ago = timezone.now() - timedelta(days=60)
    runs = [JobRun.objects.create(name="sample", due_at=long_ago + timedelta(days=day)) for day in range(3)]

    housekeeping.prune_runs()

    assert list(JobRun.objects.all()) == [runs[-1]]


def test_the_latest_marks_of_changes_stay(monkeypatch):
    monkeypatch.setattr(housekeeping, "MARKS_KEPT", 2)
    ListStamp.objects.all().delete()
    marks = [ListStamp.objects.create(token=number) for number in range(5)]

    housekeeping.prune_list_stamps()
    assert list(ListStamp.objects.order_by("pk")) == marks[3:]

    assert not housekeeping.prune_list_stamps()


def test_sessions_that_are_over_go():
    Session.objects.create(session_key="old", expire_date=timezone.now() - timedelta(days=1))
    Session.objects.create(session_key="new", expire_date=timezone.now() + timedelta(days=1))

    housekeeping.prune_sessions()

    assert [session.session_key for session in Session.objects.all()] == ["new"]


def test_page_whose_time_has_come_is_published():
    home = ensure_tree()
    home.unpublish()
    revision = home.save_revision(approved_go_live_at=timezone.now() - timedelta(minutes=1))

    housekeeping.publish_scheduled()

    revision.refresh_from_db()
    assert Page.objects.get(pk=home.pk).live


def test_old_versions_go_but_the_one_in_use_stays():
    home = ensure_tree()
    old, latest = home.save_revision(), home.save_revision()
    type(old).objects.update(created_at=timezone.now() - timedelta(days=500))

    housekeeping.prune_revisions()

    assert list(home.revisions.all()) == [latest]


def test_publishing_is_due_every_minute():
    jobs = {job.name: job for job in registered()}

    assert jobs["publish_scheduled"].schedule.distance == timedelta(minutes=1)
    assert jobs["prune_sessions"].frequent is False
