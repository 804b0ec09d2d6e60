"""The drill an operator does: back up a site that is being written to, and bring it to life in an empty folder."""

import shutil
import sqlite3
import tarfile
from contextlib import contextmanager

import pytest

# Makes a site with one guide and one document of 300,000 bytes.
FILL = """
import django; django.setup()
from tests.factories.guides import make_guide
from tests.factories.media import make_document
make_guide(reference="GT-2026-001", heading_fr="La visite domiciliaire", heading_nl="Het huisbezoek")
make_document("plan", content=b"plan" * 75_000)
"""
# Writes two rows in each transaction, for as long as it lives.
WRITE = """
import itertools, django; django.setup()
from django.db import transaction
from django.utils import timezone
from portal.models import JobRun
for number in itertools.count():
    with transaction.atomic():
        for half in "ab":
            JobRun.objects.create(name=f"{half}{number}", due_at=timezone.now())
    if number == 0:
        print("writing", flush=True)
"""
# Reads the guide in Dutch by its permanent address, and fetches the document from the disk.
READ = """
import django; django.setup()
from django.core.management import call_command
from django.test import Client
from portal.models import PortalDocument
call_command("collectstatic", interactive=False, verbosity=0)
response = Client(SERVER_NAME="localhost").get("/id/GT-2026-001", headers={"Accept-Language": "nl"}, follow=True)
text = response.content.decode()
print(response.status_code, "La visite domiciliaire" in text or "Het huisbezoek" in text)
print(PortalDocument.objects.get().file.read() == b"plan" * 75_000)
"""

pytestmark = [pytest.mark.soak, pytest.mark.sqlite]


@pytest.fixture
def running(process_of):
    """Run a process while the test does something, and kill it then."""

    @contextmanager
    def start(data, script):
        with process_of(data, "-c", script) as child:
            try:
                child.stdout.readline()
                yield child
            finally:
                child.kill()

    return start


@pytest.fixture(scope="module")
def site(tmp_path_factory, empty_site, run_in):
    data = tmp_path_factory.mktemp("sites") / "site"
    shutil.copytree(empty_site, data)
    run_in(data, "-c", FILL)
    return data


@pytest.fixture(scope="module")
def backup(site, tmp_path_factory, run_in):
    folder = tmp_path_factory.mktemp("backups")
    run_in(site, "manage.py", "backup", folder)
    return next(folder.iterdir())


def halves(data):
    with sqlite3.connect(data / "db.sqlite3") as connection:
        rows = connection.execute("SELECT substr(name, 1, 1), count(*) FROM portal_jobrun GROUP BY 1").fetchall()
    return dict(rows)


def test_site_comes_to_life_in_an_empty_folder(backup, run_in, tmp_path):
    done = run_in(tmp_path, "manage.py", "restore", backup)

    assert "Restored the backup of" in done.stdout
    assert run_in(tmp_path, "-c", READ).stdout.split() == ["200", "True", "True"]


def test_backup_made_under_writing_holds_whole_transactions(site, running, run_in, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(site, data)
    with running(data, WRITE):
        run_in(data, "manage.py", "backup", tmp_path / "backups")

    run_in(tmp_path / "new", "manage.py", "restore", next((tmp_path / "backups").iterdir()))

    found = halves(tmp_path / "new")
    assert found["a"] == found["b"] > 0


def test_backup_is_for_its_owner_only(backup):
    assert backup.stat().st_mode & 0o077 == 0
    assert [path.name for path in backup.parent.iterdir()] == [backup.name]


def test_old_log_does_no_harm_and_what_was_there_is_kept(site, backup, run_in, running, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(site, data)
    (data / "db.sqlite3-wal").write_bytes(b"of another database")
    (data / "media" / "later.txt").write_text("uploaded later")

    run_in(data, "manage.py", "restore", backup)

    aside = next(data.glob("before-restore-*"))
    assert (aside / "db.sqlite3").exists()
    assert (aside / "media" / "later.txt").exists()
    assert not (data / "media" / "later.txt").exists()
    assert run_in(data, "-c", READ).stdout.split() == ["200", "True", "True"]


def test_running_site_is_not_restored(site, backup, run_in, running, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(site, data)
    serve = "import django; django.setup(); import portal.wsgi, time; print('serving', flush=True); time.sleep(60)"
    with running(data, serve):
        refused = run_in(data, "manage.py", "restore", backup, check=False)

    assert refused.returncode == 1
    assert "The site is running" in refused.stderr
    assert not list(data.glob("before-restore-*"))


def test_backup_of_a_newer_release_is_refused(backup, run_in, tmp_path):
    folder = tmp_path / "changed"
    with tarfile.open(backup) as archive:
        archive.extractall(folder, filter="data")
    manifest = folder / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"migrations": [', '"migrations": [\n  "portal.9999_later",'))
    with tarfile.open(tmp_path / "b.tar.gz", "w:gz") as archive:
        for path in sorted(folder.rglob("*")):
            archive.add(path, path.relative_to(folder).as_posix(), recursive=False)

    refused = run_in(tmp_path / "data", "manage.py", "restore", tmp_path / "b.tar.gz", check=False)

    assert refused.returncode == 1
    assert "portal.9999_later is unknown here" in refused.stderr
    assert not (tmp_path / "data" / "db.sqlite3").exists()
