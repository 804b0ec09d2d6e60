"""The jobs that keep the site in order: scheduled publishing, and the removal of what has had its time."""

import io
from datetime import time, timedelta

from django.conf import settings
from django.core.management import call_command
from django.db.models import Max
from django.utils import timezone
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from portal import renditions, scheduled
from portal.backup import archive
from portal.backup.retention import drop_old, file_name
from portal.jobs import Daily, Every, Job, register
from portal.models.jobs import JobRun
from portal.models.list_stamps import ListStamp

DAYS_OF_TASKS = 14
DAYS_OF_RUNS = 7
DAYS_OF_REVISIONS = 365
NIGHTS_OF_BACKUPS = 30
# No task works longer than a minute; one that still runs after this time belongs to a worker that died.
STUCK_AFTER = timedelta(minutes=10)
MOST_ATTEMPTS = 3
MARKS_KEPT = 200


def publish_scheduled() -> str:
    """Publish and unpublish the pages whose time has come."""
    return scheduled.publish_and_unpublish()


def release_stuck_tasks() -> str:
    """Give back the tasks of workers that died, and give up those that three workers did not survive."""
    stuck = DBTaskResult.objects.running().filter(started_at__lt=timezone.now() - STUCK_AFTER)
    released = given_up = 0
    for task in stuck:
        if len(task.worker_ids) < MOST_ATTEMPTS:
            released += stuck.filter(pk=task.pk).update(status=TaskResultStatus.READY, started_at=None)
        else:
            given_up += stuck.filter(pk=task.pk).update(status=TaskResultStatus.FAILED, finished_at=timezone.now())
    return f"{released} released, {given_up} given up" if released or given_up else ""


def prune_sessions() -> None:
    """Delete the sessions that are over."""
    call_command("clearsessions")


def prune_tasks() -> str:
    """Delete the results of old tasks."""
    old = DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - timedelta(days=DAYS_OF_TASKS))
    return f"{old.delete()[0]} tasks"


def prune_runs() -> str:
    """Delete the rows of old runs; the latest of each job stays, it says since when to catch up."""
    old = JobRun.objects.filter(due_at__lt=timezone.now() - timedelta(days=DAYS_OF_RUNS))
    latest = JobRun.objects.order_by().values("name").annotate(last=Max("pk")).values("last")
    return f"{old.exclude(pk__in=latest).delete()[0]} runs"


def prune_list_stamps() -> str:
    """Delete the older marks of changes: a request adds up those that there are."""
    last = ListStamp.objects.order_by("-pk").values_list("pk", flat=True)[MARKS_KEPT : MARKS_KEPT + 1].first()
    return f"{ListStamp.objects.filter(pk__lte=last).delete()[0]} marks" if last else ""


def prune_revisions() -> None:
    """Delete versions of pages that are neither in use nor younger than a year."""
    call_command("purge_revisions", days=DAYS_OF_REVISIONS, stdout=io.StringIO())


def back_up() -> str:
    """Write the nightly backup, when there is a folder for it."""
    if settings.BACKUP_DIR is None:
        return "no folder"
    target = settings.BACKUP_DIR / file_name(timezone.now())
    archive.write(target, lambda name, size: None)
    drop_old(settings.BACKUP_DIR, NIGHTS_OF_BACKUPS)
    return str(target)


for job in (
    Job("publish_scheduled", publish_scheduled, Every(timedelta(minutes=1)), lease=timedelta(minutes=1)),
    Job("release_stuck_tasks", release_stuck_tasks, Every(timedelta(minutes=1)), lease=timedelta(minutes=1)),
    Job("pictures", renditions.make_missing, Every(timedelta(minutes=1))),
    Job("prune_list_stamps", prune_list_stamps, Every(timedelta(minutes=10))),
    Job("backup", back_up, Daily(time(2, 30)), lease=timedelta(hours=2)),
    Job("prune_sessions", prune_sessions, Daily(time(3, 5))),
    Job("prune_tasks", prune_tasks, Daily(time(3, 10))),
    Job("prune_runs", prune_runs, Daily(time(3, 15))),
    Job("prune_revisions", prune_revisions, Daily(time(3, 20)), lease=timedelta(hours=1)),
):
    register(job)
