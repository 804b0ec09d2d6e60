"""The worker: several loops in one process, so that a long task or a nightly job does not hold up the schedule."""

import logging
import random
import threading
from collections.abc import Callable
from dataclasses import dataclass

from django.db import DatabaseError, close_old_connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker as TaskWorker

from portal import jobs

SECONDS_TO_FINISH = 30
TICK_EVERY = 5.0
TASKS_EVERY = 1.0
LOOK_EVERY = 1.0
PAUSE_AFTER_ERROR = 5.0

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Loop:
    """A piece of work done again and again until the worker stops."""

    name: str
    work: Callable[[], object]
    seconds: float


def is_nightly(job: jobs.Job) -> bool:
    return not job.frequent and not job.continuous


class Worker:
    """Runs the loops, each in a thread of its own, until ``stop``."""

    def __init__(self) -> None:
        self.stopping = threading.Event()
        self.tasks = TaskWorker(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=0,
            # One batch does what is there and returns, so that the loop can look whether to stop.
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
        )
        self.loops = (
            Loop("schedule", lambda: jobs.tick(job for job in jobs.registered() if job.frequent), TICK_EVERY),
            Loop("nightly", lambda: jobs.tick(job for job in jobs.registered() if is_nightly(job)), TICK_EVERY),
            Loop("tasks", self.run_tasks, TASKS_EVERY),
            *(Loop(job.name, job.run, LOOK_EVERY) for job in jobs.registered() if job.continuous),
        )

    def run_tasks(self) -> None:
        """Do the tasks that wait."""
        self.tasks.running = not self.stopping.is_set()
        self.tasks.run()

    def run(self) -> None:
        """Work until ``stop`` is called, then let each loop finish what it does, for half a minute at most."""
        threads = [threading.Thread(target=self.repeat, args=[loop], daemon=True) for loop in self.loops]
        for thread in threads:
            thread.start()
        self.stopping.wait()
        for thread in threads:
            thread.join(SECONDS_TO_FINISH / len(threads))

    def stop(self) -> None:
        """Ask the loops to end; may be called from a signal handler."""
        self.stopping.set()
        self.tasks.running = False

    def repeat(self, loop: Loop) -> None:
        """Do the work of a loop until the worker stops; a database that is away is waited for."""
        while not self.stopping.is_set():
            pause = loop.seconds
            try:
                close_old_connections()
                loop.work()
            except DatabaseError:
                logger.exception("%s: the database did not answer", loop.name)
                pause = PAUSE_AFTER_ERROR
            except Exception:
                logger.exception("%s failed", loop.name)
                pause = PAUSE_AFTER_ERROR
            finally:
                close_old_connections()
            # A little chance keeps several workers from asking at the same moment.
            self.stopping.wait(pause * random.uniform(0.8, 1.2))  # noqa: S311
