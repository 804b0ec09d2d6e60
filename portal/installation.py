"""What can be wrong with an installation: each function yields the faults of one part, worded with the way out."""

from __future__ import annotations

import shutil
import stat
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import checks
from django.core.mail.backends import smtp
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Max
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

import languages
from portal.backup.retention import backups, made_at
from portal.checks.database import sqlite_databases
from portal.jobs import last_sign_of_life
from portal.models.jobs import JobRun

SILENCE = timedelta(minutes=3)
LONGEST_WAIT = timedelta(minutes=10)
LEAST_FREE_BYTES = 1024**3
MAIL_SECONDS = 5
OLDEST_BACKUP = timedelta(hours=26)


def database() -> Iterator[str]:
    """Ask the database anything."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    yield from ()


@cache
def newest_migrations() -> frozenset[tuple[str, str]]:
    """Return the last migration of each app; reading them from the disk takes too long for each probe."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())


def migrations() -> Iterator[str]:
    """Compare the tables with the code."""
    behind = newest_migrations() - MigrationRecorder(connection).applied_migrations().keys()
    if behind:
        apps = ", ".join(sorted(app for app, _name in behind))
        yield f"the tables of {apps} are not those of this release; run: python manage.py migrate"


def storage() -> Iterator[str]:
    """Write a file where documents and images go."""
    folder = Path(settings.MEDIA_ROOT)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"1")
    except OSError as error:
        yield f"no file can be written in {folder} ({error.strerror}); check its owner and the space on the disk"


def worker() -> Iterator[str]:
    """Ask when a worker last did something."""
    seen = last_sign_of_life()
    if seen is None:
        yield "no worker has ever run; start: python manage.py worker (or tick, each minute, from cron)"
    elif timezone.now() - seen > SILENCE:
        yield f"the worker was last seen at {timezone.localtime(seen):%Y-%m-%d %H:%M}; start it again"


def sqlite() -> Iterator[str]:
    """Look whether the write-ahead log is really on, for every SQLite database."""
    if not sqlite_databases():
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        mode = cursor.fetchone()[0]
    if mode != "wal":
        yield f"the journal is in mode {mode}, not wal: the folder may be on a network disk, where SQLite must not be"


def settings_checks() -> Iterator[str]:
    """Run the system checks, those of a public site included."""
    for message in checks.run_checks(include_deployment_checks=True, databases=["default"]):
        if message.level >= checks.WARNING and not message.is_silenced():
            yield " ".join(filter(None, [f"{message.id}:", str(message.msg), str(message.hint or "")]))


def privacy() -> Iterator[str]:
    """Look whether other people of this machine can read the data."""
    folder = Path(settings.DATA_DIR)
    files = [Path(str(db["NAME"])) for db in sqlite_databases().values()]
    reachable = folder.exists() and folder.stat().st_mode & stat.S_IXOTH
    for path in (path for path in files if reachable and path.exists() and path.stat().st_mode & stat.S_IROTH):
        yield f"everybody on this machine can read {path}; run: chmod o-rwx {folder}"


def mail() -> Iterator[str]:
    """Reach the mail server, without sending anything."""
    if not issubclass(import_string(settings.MAIL_TRANSPORT), smtp.EmailBackend):
        return
    backend = smtp.EmailBackend(timeout=MAIL_SECONDS)
    try:
        backend.open()
    except OSError as error:
        yield f"the mail server {settings.EMAIL_HOST}:{settings.EMAIL_PORT} does not answer ({error}); check EMAIL_URL"
    finally:
        backend.close()


def jobs_and_tasks() -> Iterator[str]:
    """Find periodic jobs whose last run failed, and tasks that wait too long."""
    last = JobRun.objects.order_by().exclude(finished_at=None).values("name").annotate(last=Max("due_at"))
    for row in last:
        run = JobRun.objects.get(name=row["name"], due_at=row["last"])
        if run.state == JobRun.State.FAILED:
            yield f"the job {run.name} failed at {timezone.localtime(run.due_at):%Y-%m-%d %H:%M}: {run.report}"
    late = DBTaskResult.objects.ready().filter(enqueued_at__lt=timezone.now() - LONGEST_WAIT).count()
    if late:
        yield f"{late} background tasks wait for more than ten minutes; is the worker running?"


def backups_made() -> Iterator[str]:
    """Look whether there is a fresh backup."""
    folder = settings.BACKUP_DIR
    if folder is None:
        yield "no nightly backups are made; set BACKUP_DIR to a folder on another disk or machine"
        return
    made = backups(folder)
    if not made:
        yield f"there is no backup in {folder} yet; the worker makes one each night"
    elif timezone.now() - made_at(made[-1]) > OLDEST_BACKUP:
        yield f"the newest backup is {made[-1].name}; is the worker running, and is there space in the folder?"


def disk() -> Iterator[str]:
    """Look how much space is left."""
    folder = Path(settings.DATA_DIR)
    if not folder.exists():
        yield f"{folder} does not exist; make it and give it to the user of the site, or set DATA_DIR"
        return
    free = shutil.disk_usage(folder).free
    if free < LEAST_FREE_BYTES:
        yield f"only {free // 1024**2} MiB are free at {folder}; backups and uploads will fail"


def catalogues() -> Iterator[str]:
    """Look whether the interface is there in every language."""
    for code in languages.CODES:
        for folder in settings.LOCALE_PATHS:
            path = Path(folder) / code / "LC_MESSAGES" / "django.mo"
            if not path.exists():
                yield f"the texts in {code} are missing ({path}); install the release again"


def accounts() -> Iterator[str]:
    """Look whether anybody can administer the site."""
    administrators = get_user_model()._default_manager.filter(is_superuser=True, is_active=True)
    if not administrators.exists():
        yield "nobody can administer the site; run: python manage.py createsuperuser"
