import io

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from portal import probes

pytestmark = pytest.mark.django_db


@pytest.fixture
def parts(monkeypatch):
    """Replace the registered probes by those of the test."""
    monkeypatch.setattr(probes, "_probes", {})
    return probes.register


def doctor():
    out = io.StringIO()
    try:
        call_command("doctor", stdout=out, no_color=True)
    except SystemExit as end:
        return end.code, out.getvalue()
    return 0, out.getvalue()


def test_healthy_site_ends_well(parts):
    parts(probes.Probe("disk", lambda: []))

    assert doctor() == (0, "ok     disk\n")


def test_each_fault_is_named_and_the_exit_code_says_so(parts):
    parts(probes.Probe("disk", lambda: ["full", "slow"]))
    parts(probes.Probe("mail", lambda: 1 / 0))

    code, text = doctor()

    assert code == 1
    assert "fault  disk\n         full\n         slow\n" in text
    assert "fault  mail\n         could not be looked at: ZeroDivisionError" in text


def test_doctor_looks_at_every_part_of_a_real_site():
    text = doctor()[1]

    names = {"database", "migrations", "storage", "worker", "settings", "mail", "jobs", "backups", "disk", "languages"}
    assert all(f"  {name}\n" in text for name in names)
    assert "could not be looked at" not in text


def test_a_part_whose_tables_are_missing_fills_no_log(parts, caplog):
    parts(probes.Probe("jobs", lambda: _missing_table()))

    assert doctor()[1].startswith("fault  jobs\n         could not be looked at, the database says: ")
    assert [record.levelname for record in caplog.records] == ["WARNING"]


def _missing_table():
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM no_such_table")
