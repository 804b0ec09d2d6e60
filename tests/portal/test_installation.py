"""Each part is broken for real, and the doctor must name the fault."""

import socket
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from portal import installation
from portal.backup.retention import file_name
from portal.models import JobRun

pytestmark = pytest.mark.django_db


def one(faults):
    (fault,) = faults
    return fault


def test_tables_of_an_older_release_are_named():
    assert list(installation.migrations()) == []

    MigrationRecorder.Migration.objects.filter(app="guides").delete()
    assert "the tables of guides are not those of this release" in one(installation.migrations())


def test_worker_that_never_ran_is_named():
    assert "no worker has ever run" in one(installation.worker())


def test_worker_that_fell_silent_is_named():
    JobRun.objects.create(name="sample", due_at=timezone.now(), finished_at=timezone.now() - timedelta(minutes=10))

    assert "the worker was last seen at" in one(installation.worker())


@pytest.mark.sqlite
def test_journal_that_is_not_a_write_ahead_log_is_named():
    # The database of the tests is in memory, where there is no such log.
    assert "not wal" in one(installation.sqlite())


def test_database_that_others_can_read_is_named(settings, monkeypatch, tmp_path):
    path = tmp_path / "db.sqlite3"
    path.touch(mode=0o644)
    monkeypatch.setitem(settings.DATABASES, "default", {"ENGINE": "x.sqlite3", "NAME": str(path)})
    settings.DATA_DIR = tmp_path
    tmp_path.chmod(0o755)
    assert "everybody on this machine can read" in one(installation.privacy())

    tmp_path.chmod(0o700)
    assert list(installation.privacy()) == []


def test_mail_server_that_does_not_answer_is_named(settings):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = free.getsockname()[1]
    settings.MAIL_TRANSPORT, settings.EMAIL_HOST = "django.core.mail.backends.smtp.EmailBackend", "127.0.0.1"

    assert "does not answer" in one(installation.mail())


def test_last_failure_of_a_job_is_named_until_it_works_again():
    now = timezone.now()
    JobRun.objects.create(name="sample", due_at=now, finished_at=now, state=JobRun.State.FAILED, report="no space")
    assert "the job sample failed" in one(installation.jobs_and_tasks())

    JobRun.objects.create(name="sample", due_at=now + timedelta(hours=1), finished_at=now, state=JobRun.State.DONE)
    assert list(installation.jobs_and_tasks()) == []


def test_tasks_that_wait_too_long_are_counted():
    task = DBTaskResult.objects.create(
        args_kwargs={}, task_path="x.y", backend_name="default", run_after=timezone.now()
    )
    DBTaskResult.objects.filter(pk=task.pk).update(enqueued_at=timezone.now() - timedelta(hours=1))

    assert "1 background tasks wait" in one(installation.jobs_and_tasks())


def test_backups_that_are_not_made_or_old_are_named(settings, tmp_path):
    settings.BACKUP_DIR = None
    assert "no nightly backups are made" in one(installation.backups_made())

    settings.BACKUP_DIR = tmp_path
    assert "there is no backup" in one(installation.backups_made())

    (tmp_path / file_name(timezone.now() - timedelta(days=3))).touch()
    assert "the newest backup is" in one(installation.backups_made())

    (tmp_path / file_name(timezone.now())).touch()
    assert list(installation.backups_made()) == []


def test_folder_of_data_that_is_not_there_is_named(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "absent"

    assert "does not exist" in one(installation.disk())


def test_missing_catalogue_of_a_language_is_named(settings, tmp_path):
    settings.LOCALE_PATHS = [tmp_path]

    assert [fault[:22] for fault in installation.catalogues()] == ["the texts in fr are mi", "the texts in nl are mi"]


def test_site_without_administrator_is_named():
    assert "nobody can administer" in one(installation.accounts())

    get_user_model().objects.create_superuser("root@example.org", "a-long-and-unusual-one")
    assert list(installation.accounts()) == []


def test_warnings_of_the_system_checks_are_passed_on(settings):
    settings.ALLOWED_HOSTS = ["*"]

    assert any(fault.startswith("portal.E010: ") for fault in installation.settings_checks())
