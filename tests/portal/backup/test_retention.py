from datetime import UTC, datetime

from portal.backup.retention import backups, drop_old, file_name, made_at


def fill(folder, days):
    for day in days:
        (folder / file_name(datetime(2026, 3, day, 2, 30, tzinfo=UTC))).touch()


def test_name_says_when_the_backup_was_made(tmp_path):
    moment = datetime(2026, 3, 2, 2, 30, 15, tzinfo=UTC)

    assert file_name(moment) == "portal-20260302-023015.tar.gz"
    assert made_at(tmp_path / file_name(moment)) == moment


def test_oldest_backups_are_deleted_and_other_files_are_not(tmp_path):
    fill(tmp_path, (3, 1, 2))
    (tmp_path / "portal-notes.tar.gz").touch()

    dropped = drop_old(tmp_path, 2)

    assert [path.name for path in dropped] == ["portal-20260301-023000.tar.gz"]
    assert len(backups(tmp_path)) == 2
    assert (tmp_path / "portal-notes.tar.gz").exists()


def test_without_a_number_nothing_is_deleted(tmp_path):
    fill(tmp_path, (1, 2))

    assert drop_old(tmp_path, None) == drop_old(tmp_path, 0) == []
