import hashlib
import io
import json
import tarfile

import pytest

from portal.backup import archive
from portal.backup.manifest import BackupRefused

DATABASE = b"not looked at here"


def silent(name, size):
    """Show no progress."""


def content(data):
    return {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def manifest(files, **changes):
    values = {"engine": "sqlite", "created": "2026-03-02T12:00:00+00:00", "migrations": [], "format": 1}
    return json.dumps({**values, "files": {name: content(data) for name, data in files.items()}, **changes}).encode()


def member(name, data=b"", **attributes):
    info = tarfile.TarInfo(name)
    info.size = len(data)
    for attribute, value in attributes.items():
        setattr(info, attribute, value)
    return info, io.BytesIO(data)


def pack(path, members, text):
    with tarfile.open(path, "w:gz") as file:
        for info, data in [*members, member("manifest.json", text)]:
            file.addfile(info, data)
    return path


def refused(tmp_path, members, text, reason):
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(BackupRefused, match=reason):
        archive.unpack(pack(tmp_path / "b.tar.gz", members, text), folder, silent)


def test_files_come_back_as_they_were(tmp_path):
    files = {"database.sqlite3": DATABASE, "media/documents/plan é.pdf": b"%PDF"}
    source = pack(tmp_path / "b.tar.gz", [member(name, data) for name, data in files.items()], manifest(files))

    archive.unpack(source, tmp_path / "out", silent)

    assert {name: (tmp_path / "out" / name).read_bytes() for name in files} == files


@pytest.mark.parametrize(
    "name",
    [
        "../escape",
        "media/../../escape",
        "/etc/escape",
        "media//x",
        "media/./x",
        "media\\..\\x",
        "other/x",
        "manifest.txt",
    ],
)
def test_name_outside_the_media_is_refused(tmp_path, name):
    files = {"database.sqlite3": DATABASE, name: b"x"}

    refused(tmp_path, [member(key, data) for key, data in files.items()], manifest(files), "is not accepted")

    assert list((tmp_path / "out").rglob("*")) == []


def test_file_that_the_manifest_does_not_name_is_refused(tmp_path):
    files = {"database.sqlite3": DATABASE}

    refused(tmp_path, [member("media/x", b"x")], manifest(files), "says nothing")


def test_link_is_refused(tmp_path):
    files = {"database.sqlite3": DATABASE, "media/x": b""}
    link = member("media/x", type=tarfile.SYMTYPE, linkname="/etc/passwd")

    refused(tmp_path, [member("database.sqlite3", DATABASE), link], manifest(files), "says nothing")


def test_changed_file_is_refused(tmp_path):
    files = {"database.sqlite3": DATABASE}

    refused(tmp_path, [member("database.sqlite3", DATABASE[::-1])], manifest(files), "is damaged")


def test_missing_file_is_refused(tmp_path):
    files = {"database.sqlite3": DATABASE, "media/x": b"x"}

    refused(tmp_path, [member("database.sqlite3", DATABASE)], manifest(files), "lacks 1 files, such as 'media/x'")


def test_backup_cut_short_is_refused(tmp_path):
    files = {"database.sqlite3": bytes(range(256)) * 400}
    source = pack(tmp_path / "b.tar.gz", [member("database.sqlite3", files["database.sqlite3"])], manifest(files))
    source.write_bytes(source.read_bytes()[:-200])

    with pytest.raises(BackupRefused, match="not a whole backup"):
        archive.unpack(source, tmp_path / "out", silent)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [({"format": 99}, "format 99"), ({"engine": "oracle"}, "oracle"), ({"surprise": 1}, "cannot be read")],
)
def test_manifest_of_something_else_is_refused(tmp_path, changes, reason):
    files = {"database.sqlite3": DATABASE}

    refused(tmp_path, [member("database.sqlite3", DATABASE)], manifest(files, **changes), reason)


def test_manifest_without_a_database_is_refused(tmp_path):
    refused(tmp_path, [member("media/x", b"x")], manifest({"media/x": b"x"}), "holds no database")
