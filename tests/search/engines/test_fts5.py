"""Index files through their life: built, brought up to date, replaced, stale, broken, killed."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from search.engines import fts5, fts5_schema
from search.engines.base import EngineDown
from tests.search.engines.index import Index

ROOT = Path(__file__).resolve().parents[3]


def files(index: Index) -> list[str]:
    return sorted(path.name for path in index.engine.files.directory.glob("*.sqlite3"))


def integrity(index: Index) -> str:
    path = index.engine.files.directory / index.names[index.language]
    connection = sqlite3.connect(path)
    for table in ("title", "body", "file"):
        connection.execute(f"insert into {table}({table}) values('integrity-check')")
    result: str = connection.execute("pragma integrity_check").fetchone()[0]
    connection.close()
    return result


def test_a_removed_document_leaves_nothing_behind(index: Index) -> None:
    index.documents.put("one", title="Bail", facets=(("kind", "guide"),), restrictions=(1,))
    index.build()
    index.documents.remove("one")
    index.catch_up()
    assert index.search("bail").total == 0
    with index.engine.files.opened(index.names["fr"]) as connection:
        for table in ("doc", "doc_facet", "doc_restriction", "title", "body", "file"):
            assert connection.execute(f"select count(*) from {table}").fetchone() == (0,)  # noqa: S608


def test_a_rebuild_uses_a_new_name_and_keeps_the_one_it_replaced(index: Index) -> None:
    names = []
    for _ in range(3):
        index.build()
        names.append(index.names["fr"])
    assert len(set(names)) == 3
    assert files(index) == sorted(names[1:])


def test_an_interrupted_rebuild_leaves_the_old_index_serving_and_no_file(index: Index) -> None:
    index.documents.put("one", title="Bail")
    index.build()
    before = files(index)

    def interrupt(count: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index.engine.rebuild("fr", index.documents, interrupt)
    assert files(index) == before
    assert index.keys("bail") == ["one"]


def test_what_was_written_to_a_file_that_is_replaced_reaches_the_next_one(index: Index) -> None:
    index.build()
    old = index.names["fr"]
    index.build()
    new, index.names["fr"] = index.names["fr"], old
    index.documents.put("one", title="Bail")

    class Switching(type(index.documents)):  # type: ignore[misc]
        def since(self, seq: int):  # type: ignore[no-untyped-def]
            index.names["fr"] = new
            return index.documents.since(seq)

    index.engine.catch_up("fr", Switching(index.documents.rows, index.documents.seq))
    assert index.keys("bail") == ["one"]


@pytest.mark.parametrize("damage", ["missing", "broken", "other rules", "none"])
def test_an_index_that_cannot_serve_says_so_until_it_is_rebuilt(
    index: Index, damage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    index.documents.put("one", title="Bail")
    if damage != "none":
        index.build()
        path = index.engine.files.directory / index.names["fr"]
    if damage == "missing":
        path.unlink()
    if damage == "broken":
        path.write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000)
    if damage == "other rules":
        monkeypatch.setattr(fts5_schema, "VERSION", "2-other")
    with pytest.raises(EngineDown):
        index.search("bail")
    with pytest.raises(EngineDown):
        index.catch_up()
    assert index.engine.health("fr").problem
    index.build()
    assert index.keys("bail") == ["one"]
    assert index.engine.health("fr").problem == ""


def test_a_search_that_takes_too_long_is_given_up(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(50):
        index.documents.put(str(number), title="Bail")
    index.build()
    monkeypatch.setattr(fts5, "SEARCH_SECONDS", 0.0)
    monkeypatch.setattr(fts5, "STEPS_BETWEEN_LOOKS", 1)
    with pytest.raises(EngineDown) as down:
        index.search("bail")
    assert down.value.slow
    monkeypatch.undo()
    assert index.search("bail").total == 50


def read(index: Index, stop: threading.Event, totals: list[int]) -> None:
    while not stop.is_set():
        totals.append(index.search("bail").total)


def write(index: Index, stop: threading.Event, totals: list[int]) -> None:
    while not stop.is_set():
        index.documents.put(f"new{index.documents.seq}", title="Bail")
        index.catch_up()


def test_readers_and_a_writer_see_no_gap_while_the_index_is_rebuilt(index: Index) -> None:
    for number in range(40):
        index.documents.put(f"kept{number}", title="Bail")
    index.build()
    stop, totals = threading.Event(), list[int]()
    threads = [threading.Thread(target=task, args=(index, stop, totals)) for task in (read, read, write)]
    for thread in threads:
        thread.start()
    for _ in range(5):
        index.build()
    stop.set()
    for thread in threads:
        thread.join()
    assert min(totals) >= 40
    assert set(index.engine.keys("fr")) == set(index.documents.rows)
    assert integrity(index) == "ok"


KILLED = """
import sys
from pathlib import Path
from tests.search.engines.index import Index
index = Index(Path(sys.argv[1]))
index.names["fr"] = sys.argv[2]
print("ready", flush=True)
number = 0
while True:
    number += 1
    index.documents.seq = max(index.documents.seq, index.engine.health("fr").indexed)
    index.documents.put(f"k{number % 50}", title="Bail", body="Le loyer. " * 200)
    index.catch_up()
"""


@pytest.mark.soak
def test_a_writer_that_is_killed_leaves_a_sound_index(index: Index) -> None:
    index.documents.put("one", title="Bail")
    index.build()
    for _ in range(3):
        arguments = [sys.executable, "-c", KILLED, str(index.engine.files.directory), index.names["fr"]]
        writer = subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert writer.stdout
        assert writer.stdout.readline() == "ready\n"
        time.sleep(0.15)
        os.kill(writer.pid, signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        assert index.search("bail").total >= 1
        assert integrity(index) == "ok"


READING = """
import sys
from pathlib import Path
from tests.search.engines.index import Index
index = Index(Path(sys.argv[1]))
names = Path(sys.argv[2])
least, seen = 40, ""
while not names.with_suffix(".stop").exists():
    index.names["fr"] = names.read_text()
    least = min(least, index.search("bail").total)
    if seen != index.names["fr"]:
        seen = index.names["fr"]
        print(seen, flush=True)
print(least)
"""


@pytest.mark.soak
def test_other_processes_read_on_while_the_index_is_rebuilt(index: Index, tmp_path: Path) -> None:
    for number in range(40):
        index.documents.put(f"kept{number}", title="Bail")
    index.build()
    names = tmp_path / "names.txt"
    names.write_text(index.names["fr"])
    arguments = [sys.executable, "-c", READING, str(index.engine.files.directory), str(names)]
    readers = [subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    # The file before the last stays for those who are slow; nobody is slower than a whole build.
    for _ in range(3):
        assert [reader.stdout.readline().strip() for reader in readers if reader.stdout] == [index.names["fr"]] * 2
        index.build()
        names.with_suffix(".new").write_text(index.names["fr"])
        names.with_suffix(".new").replace(names)
    assert [reader.stdout.readline().strip() for reader in readers if reader.stdout] == [index.names["fr"]] * 2
    names.with_suffix(".stop").touch()
    assert [reader.communicate(timeout=60)[0] for reader in readers] == ["40\n"] * 2
    assert integrity(index) == "ok"
