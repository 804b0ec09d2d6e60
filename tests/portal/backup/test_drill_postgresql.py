"""The drill on PostgreSQL, in a database of its own on the server that the tests run on."""

import os
import subprocess
import uuid
from urllib.parse import urlsplit

import pytest

SERVER = os.environ.get("DATABASE_URL", "")
WRITE = """
import django; django.setup()
from django.utils import timezone
from portal.models import JobRun
JobRun.objects.create(name="before", due_at=timezone.now())
"""
READ = """
import django; django.setup()
from portal.models import JobRun
print(*JobRun.objects.values_list("name", flat=True))
"""
# What a later release would have: a table that the backup does not know, bound to one that it knows.
ADD_TABLE = """
import django; django.setup()
from django.db import connection
connection.cursor().execute("CREATE TABLE portal_later (id int PRIMARY KEY, run_id bigint REFERENCES portal_jobrun)")
"""
TABLES = """
import django; django.setup()
from django.db import connection
print(*connection.introspection.table_names())
"""
PUT_BACK = """
import sys, django; django.setup()
from pathlib import Path
from portal.backup import databases
databases.put_back(*map(Path, sys.argv[1:]))
"""
CONNECT = """
import time, django; django.setup()
from django.db import connection
connection.ensure_connection()
print("connected", flush=True)
time.sleep(60)
"""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SERVER.startswith("postgres"), reason="runs with the tests on PostgreSQL"),
]


@pytest.fixture
def database(monkeypatch, run_in, tmp_path):
    """Return the address of a new database with all tables; what is started finds it in the environment."""
    psycopg = pytest.importorskip("psycopg")
    name = f"drill_{uuid.uuid4().hex}"
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        run_in.variables["DATABASE_URL"] = urlsplit(SERVER)._replace(path=f"/{name}").geturl()
        run_in(tmp_path, "manage.py", "migrate", "--verbosity", "0", "--skip-checks")
        yield
        del run_in.variables["DATABASE_URL"]
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.mark.usefixtures("database")
def test_database_comes_back_as_it_was(run_in, process_of, tmp_path):
    run_in(tmp_path, "-c", WRITE)
    run_in(tmp_path, "manage.py", "backup", tmp_path / "backups")
    run_in(tmp_path, "-c", WRITE.replace("before", "after"))
    (backup,) = (tmp_path / "backups").iterdir()

    with process_of(tmp_path, "-c", CONNECT) as other:
        other.stdout.readline()
        refused = run_in(tmp_path, "manage.py", "restore", backup, check=False)
        other.kill()
    done = run_in(tmp_path, "manage.py", "restore", backup)

    assert "The database is in use" in refused.stderr
    assert "Restored the backup of" in done.stdout
    assert run_in(tmp_path, "-c", READ).stdout.split() == ["before"]


@pytest.mark.usefixtures("database")
def test_table_of_a_later_release_goes_and_what_was_there_is_kept(run_in, tmp_path):
    run_in(tmp_path, "manage.py", "backup", tmp_path / "backups")
    run_in(tmp_path, "-c", ADD_TABLE)
    (backup,) = (tmp_path / "backups").iterdir()

    run_in(tmp_path, "manage.py", "restore", backup)

    tables = run_in(tmp_path, "-c", TABLES).stdout.split()
    assert "portal_jobrun" in tables
    assert "portal_later" not in tables
    (kept,) = tmp_path.glob("before-restore-*/database.dump")
    contents = subprocess.run(["pg_restore", "--list", kept], capture_output=True, text=True, check=True).stdout
    assert "portal_later" in contents


@pytest.mark.usefixtures("database")
def test_nothing_is_exchanged_when_the_copy_is_no_database(run_in, tmp_path):
    run_in(tmp_path, "-c", WRITE)
    copy, aside = tmp_path / "database.dump", tmp_path / "aside"
    copy.write_bytes(b"PGDMP and no more")
    aside.mkdir()

    failed = run_in(tmp_path, "-c", PUT_BACK, copy, aside, check=False)

    assert "pg_restore failed" in failed.stderr
    assert (aside / copy.name).stat().st_size > 1000
    assert run_in(tmp_path, "-c", READ).stdout.split() == ["before"]
