"""Periodic jobs: who registers one, which of their due times are open, and how one worker at a time does them.

A row of ``JobRun`` stands for one due time and is unique, so that any number of workers may tick together. While one
works on a row, no other row of that job is taken. A worker that dies leaves its row behind, held for a while; after
that the next one takes it. A job must therefore do no harm when it is done twice.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Max, Q
from django.utils import timezone

from portal.models.jobs import JobRun
from portal.schedules import Daily, Every, Schedule

__all__ = ["Daily", "Every", "Job", "last_sign_of_life", "register", "registered", "tick"]

MOST_ATTEMPTS = 3
PAUSE_AFTER_FAILURE = timedelta(minutes=1)
# A job that missed years of due times does not do them all at once.
MOST_CAUGHT_UP = 50
OPEN = (JobRun.State.DUE, JobRun.State.RUNNING)

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Job:
    """Something done again and again. ``run`` gets no argument and may return a line for the report.

    ``lease`` is how long a worker may take before another one believes it dead. After a pause a job is done once, or
    with ``every_due_time`` once for each due time that was missed.
    """

    name: str
    run: Callable[[], object]
    schedule: Schedule
    lease: timedelta = timedelta(minutes=5)
    every_due_time: bool = False
    #: Looks for work each second in a loop of its own, so that nobody waits for the next minute; ``tick`` does it too.
    continuous: bool = False

    @property
    def frequent(self) -> bool:
        """Whether the job is short and often, so that it must not wait for one that takes long."""
        return isinstance(self.schedule, Every) and not self.continuous


_jobs: dict[str, Job] = {}


def register(job: Job) -> None:
    """Add a job, called from ``ready()`` of the package that knows the work; the same name replaces it."""
    _jobs[job.name] = job


def registered() -> list[Job]:
    """Return all jobs, in the order of their registration."""
    return list(_jobs.values())


def tick(jobs: Iterable[Job] | None = None, now: datetime | None = None) -> list[JobRun]:
    """Do what is due and return the runs that this process did, the failed ones included."""
    now = now or timezone.now()
    done = []
    for job in registered() if jobs is None else jobs:
        plan(job, now)
        done += [carry_out(job, run) for run in claimed(job, now)]
    return done


def plan(job: Job, now: datetime) -> None:
    """Write a row for each due time that has none; for a job that catches up once, only for the latest."""
    due = due_times(job, now)
    JobRun.objects.bulk_create([JobRun(name=job.name, due_at=moment) for moment in due], ignore_conflicts=True)
    if not job.every_due_time:
        runs = JobRun.objects.filter(name=job.name, due_at__lt=due[-1], state__in=OPEN)
        runs.exclude(held_until__gt=now).update(state=JobRun.State.OVERTAKEN, finished_at=now)


def due_times(job: Job, now: datetime) -> list[datetime]:
    """Return the due times of which rows are wanted, oldest first; never empty."""
    latest = job.schedule.latest(now)
    last = JobRun.objects.filter(name=job.name).aggregate(last=Max("due_at"))["last"]
    if not job.every_due_time or last is None or last >= latest:
        return [latest]
    moments = []
    while last < latest:
        last = job.schedule.after(last)
        moments.append(last)
    return moments[-MOST_CAUGHT_UP:]


def claimed(job: Job, now: datetime) -> Iterator[JobRun]:
    """Yield the open runs of a job that this process has made its own, each claimed just before its turn."""
    for run in JobRun.objects.filter(name=job.name, state__in=OPEN).order_by("due_at"):
        if claim(job, run, now):
            run.refresh_from_db()
            yield run


def claim(job: Job, run: JobRun, now: datetime) -> bool:
    """Take a run, unless somebody holds it or works on another due time of the same job.

    The open rows of the job are locked meanwhile: on PostgreSQL two workers that each took another row would not see
    each other's claim.
    """
    runs = JobRun.objects.filter(name=job.name, state__in=OPEN)
    free = Q(held_until=None) | Q(held_until__lte=now)
    with transaction.atomic():
        rows = list(runs.select_for_update().order_by("pk"))
        if any(row.state == JobRun.State.RUNNING and row.held_until and row.held_until > now for row in rows):
            return False
        held_until = timezone.now() + job.lease
        taken = runs.filter(free, pk=run.pk).update(
            state=JobRun.State.RUNNING, attempts=F("attempts") + 1, held_until=held_until
        )
    return bool(taken)


def carry_out(job: Job, run: JobRun) -> JobRun:
    """Do the job and write down how it ended; after a failure it is due again, three times in all.

    Nothing is written about a run that another worker took over meanwhile: its end is for that one to tell.
    """
    try:
        report = job.run()
    except Exception as fault:  # One job that fails, in whatever way, must not stop the others.
        logger.exception("job %s failed", job.name)
        state, report = JobRun.State.FAILED, f"{type(fault).__name__}: {fault}"
    else:
        state = JobRun.State.DONE
    run.report = str(report or "")[:2000]
    run.finished_at = timezone.now()
    run.state, run.held_until = state, None
    if state == JobRun.State.FAILED and run.attempts < MOST_ATTEMPTS:
        run.state, run.held_until = JobRun.State.DUE, run.finished_at + PAUSE_AFTER_FAILURE
    ended = {name: getattr(run, name) for name in ("state", "held_until", "finished_at", "report")}
    if not JobRun.objects.filter(pk=run.pk, attempts=run.attempts, state=JobRun.State.RUNNING).update(**ended):
        logger.warning("job %s took longer than its lease: another worker has taken it over", job.name)
    return run


def last_sign_of_life() -> datetime | None:
    """Return when a worker last finished a job; some job is due every minute, so this shows whether one runs."""
    return JobRun.objects.aggregate(last=Max("finished_at"))["last"]
