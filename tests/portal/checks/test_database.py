import pytest
from django.conf import settings

from portal.checks import database


@pytest.mark.sqlite
def test_our_own_options_are_accepted():
    assert database.check_options(None) == []


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("transaction_mode", "DEFERRED", "transaction_mode is not IMMEDIATE"),
        ("init_command", "PRAGMA foreign_keys=ON;", "does not turn on the write-ahead log"),
        ("timeout", 1, "timeout is under five seconds"),
    ],
)
def test_options_that_lock_processes_out_are_refused(monkeypatch, name, value, words):
    monkeypatch.setitem(settings.DATABASES["default"]["OPTIONS"], name, value)

    (error,) = database.check_options(None)

    assert error.id == "portal.E001"
    assert words in error.msg
    assert "SQLITE_OPTIONS" in error.hint


def test_postgresql_needs_no_options(monkeypatch):
    monkeypatch.setitem(settings.DATABASES, "default", {"ENGINE": "django.db.backends.postgresql", "NAME": "x"})

    assert database.check_options(None) == []


@pytest.mark.parametrize(
    ("version", "faulty"),
    [
        ((3, 6, 23), False),
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 50, 7), False),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 53, 0), False),
    ],
)
def test_releases_with_the_fault_are_known(version, faulty):
    assert database.has_wal_fault(version) is faulty


@pytest.mark.sqlite
def test_faulty_release_is_a_warning_when_databases_are_looked_at(monkeypatch):
    monkeypatch.setattr(database.sqlite3, "sqlite_version_info", (3, 40, 1))

    assert [warning.id for warning in database.check_version(None, databases=["default"])] == ["portal.W001"]
    assert database.check_version(None) == []
