import json
from datetime import timedelta

import pytest
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from portal import health
from portal.models import JobRun
from portal.probes import Probe

pytestmark = pytest.mark.django_db


def answer():
    response = health.ready()
    return response.status_code, json.loads(response.content)


def worker_seen(ago=timedelta(0)):
    JobRun.objects.create(name="sample", due_at=timezone.now() - ago, finished_at=timezone.now() - ago, state="done")


def test_site_with_a_worker_is_ready():
    worker_seen()

    status, body = answer()

    assert (status, body["status"]) == (200, "ok")
    assert {"database", "migrations", "storage", "worker"} <= set(body["parts"])


@pytest.mark.parametrize("ago", [None, timedelta(minutes=10)])
def test_site_whose_worker_is_silent_is_degraded(ago):
    if ago:
        worker_seen(ago)

    status, body = answer()

    assert (status, body["status"], body["parts"]["worker"]) == (200, "degraded", "degraded")


def test_site_with_tables_of_an_older_release_is_not_ready():
    MigrationRecorder.Migration.objects.filter(app="portal").delete()

    status, body = answer()

    assert (status, body["parts"]["migrations"]) == (503, "down")


def test_site_that_cannot_write_files_is_not_ready(settings, tmp_path):
    blocked = tmp_path / "media"
    blocked.write_text("a file where the folder should be")
    settings.MEDIA_ROOT = str(blocked)

    status, body = answer()

    assert (status, body["parts"]["storage"]) == (503, "down")


def test_answer_names_states_and_nothing_else(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "absent" / "\0")

    assert set(answer()[1]["parts"].values()) <= {"ok", "degraded", "down"}


def test_probe_that_breaks_counts_as_a_fault():
    def broken():
        raise RuntimeError

    assert health.state(Probe("part", broken, vital=True)) == "down"
    assert health.state(Probe("part", broken)) == "degraded"
