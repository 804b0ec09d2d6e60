"""An index through its life, in every engine: built, brought up to date, hidden from, replaced, interrupted, stale."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from search.engines.base import Change, EngineDown, Hidden, IndexUnusable
from tests.search.engines.index import EngineIndex


def hidden(index: EngineIndex, key: str) -> Hidden:
    return Hidden(index.language, key, index.documents.rows[key].seq)


def test_changes_are_found_once_applied(index: EngineIndex) -> None:
    index.documents.put("one", title="Bail")
    index.build()
    index.documents.put("two", title="Bail")
    index.documents.put("one", title="Loyer")
    assert index.catch_up() == 2
    assert index.keys("bail") == ["two"]
    assert index.keys("loyer") == ["one"]


def test_a_removed_document_leaves_nothing_behind(index: EngineIndex) -> None:
    index.documents.put("one", title="Bail", facets=(("kind", "guide"),), restrictions=(1,))
    index.build()
    index.documents.remove("one")
    index.catch_up()
    assert index.search("bail").total == 0
    assert index.search("").facets == {}
    assert index.engine.keys("fr") == {}
    assert index.engine.health("fr").documents == 0


def test_applying_again_does_no_harm(index: EngineIndex) -> None:
    index.documents.put("one", title="Bail")
    index.build()
    assert index.catch_up() == 0
    assert index.search("bail").total == 1


def test_a_hidden_document_is_gone_at_once_and_comes_back_with_its_change(index: EngineIndex) -> None:
    index.documents.put("one", title="Bail")
    index.documents.put("two", title="Bail")
    index.build()
    index.documents.put("one", title="Bail", restrictions=(1,))
    index.engine.hide([hidden(index, "one")])
    assert index.keys("bail") == ["two"]
    assert index.catch_up() == 1
    assert set(index.keys("bail")) == {"one", "two"}
    assert index.keys("bail", denied=frozenset({1})) == ["two"]


def test_hiding_late_takes_nothing_away(index: EngineIndex) -> None:
    index.documents.put("one", title="Bail")
    index.build()
    index.documents.put("one", title="Bail", restrictions=(1,))
    late = hidden(index, "one")
    index.catch_up()
    index.engine.hide([late])
    index.engine.hide([])
    assert index.keys("bail") == ["one"]


def test_hiding_what_was_never_there_does_no_harm(index: EngineIndex) -> None:
    index.build()
    index.engine.hide([Hidden("fr", "never", 7)])
    assert index.search("").total == 0


def test_a_rebuild_reports_progress_and_counts(index: EngineIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index.step, 2)
    for number in range(5):
        index.documents.put(str(number), title="Bail")
    seen: list[int] = []
    assert index.engine.rebuild("fr", index.documents, seen.append) == 5
    assert seen == [2, 4, 5]


def test_an_interrupted_rebuild_leaves_the_old_index_serving_and_nothing_else(index: EngineIndex) -> None:
    index.documents.put("one", title="Bail")
    index.build()
    before = index.built()

    def interrupt(count: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index.engine.rebuild("fr", index.documents, interrupt)
    assert index.built() == before
    assert index.keys("bail") == ["one"]


def test_what_changes_during_a_rebuild_is_in_the_new_index(index: EngineIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index.step, 1)
    index.documents.put("kept", title="Bail")
    index.documents.put("removed", title="Bail")
    index.build()

    def change(count: int) -> None:
        index.documents.put(f"late{count}", title="Bail")
        if count == 2:
            index.documents.remove("removed")
        index.catch_up()

    index.engine.rebuild("fr", index.documents, change)
    assert set(index.keys("bail")) == {"kept", "late1", "late2"}
    assert set(index.engine.keys("fr")) == {"kept", "late1", "late2"}


def test_a_late_writer_overwrites_nothing_newer(index: EngineIndex) -> None:
    """A writer that read a document before it was removed writes it after."""
    index.documents.put("one", title="Bail")
    index.build()
    index.documents.put("one", title="Bail ancien")
    old = index.documents.rows["one"]
    index.documents.remove("one")
    index.documents.put("two", title="Loyer")

    class Late(type(index.documents)):  # type: ignore[misc]
        def since(self, seq: int) -> Iterator[Change]:
            if index.engine.near:
                return super().since(seq)  # Changes are read under the lock of the file: nobody is late.
            index.catch_up()
            return iter([old])

    index.engine.catch_up("fr", Late(index.documents.rows, index.documents.seq))
    assert index.engine.keys("fr") == {"two": 4}
    assert index.engine.health("fr").indexed == 4


@pytest.mark.parametrize("damage", ["none yet", "other rules", "gone"])
def test_an_index_that_cannot_serve_says_so_until_it_is_rebuilt(
    index: EngineIndex, damage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    index.documents.put("one", title="Bail")
    if damage != "none yet":
        index.build()
    if damage == "other rules":
        monkeypatch.setattr(index.version, "2-other")
    if damage == "gone":
        index.lose(index.serving())
    with pytest.raises(EngineDown):
        index.search("bail")
    with pytest.raises(IndexUnusable):
        index.catch_up()
    health = index.engine.health("fr")
    assert health.problem
    assert health.remedy == "the worker rebuilds it, or run: manage.py search_rebuild"
    index.build()
    assert index.keys("bail") == ["one"]
    assert index.engine.health("fr").problem == ""


def test_an_index_newer_than_the_database_is_not_brought_up_to_date(index: EngineIndex) -> None:
    index.documents.put("one", title="Bail")
    index.build()
    index.documents.seq = 0
    with pytest.raises(IndexUnusable, match="newer"):
        index.catch_up()


def test_health_and_keys_tell_how_far_the_index_is(index: EngineIndex) -> None:
    index.documents.put("one", title="Bail")
    index.documents.put("two", title="Bail")
    index.build()
    health = index.engine.health("fr")
    assert (health.documents, health.indexed, health.problem) == (2, 2, "")
    assert health.name in index.built()
    assert index.engine.keys("fr") == {"one": 1, "two": 2}


@dataclass
class Traffic:
    """Readers and writers of one index, each in a thread of its own, until ``stop``."""

    index: EngineIndex
    stop: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)
    totals: list[int] = field(default_factory=list)
    failures: list[EngineDown] = field(default_factory=list)

    def read(self) -> None:
        while not self.stop.is_set():
            try:
                self.totals.append(self.index.search("bail").total)
            except EngineDown as down:
                self.failures.append(down)

    def write(self) -> None:
        while not self.stop.is_set():
            with self.lock:
                self.index.documents.put(f"new{self.index.documents.seq}", title="Bail")
            self.index.catch_up()


def test_readers_and_writers_see_no_gap_while_the_index_is_rebuilt(index: EngineIndex) -> None:
    for number in range(40):
        index.documents.put(f"kept{number}", title="Bail")
    index.build()
    traffic = Traffic(index)
    threads = [threading.Thread(target=task) for task in [traffic.read, traffic.write] * 2]
    for thread in threads:
        thread.start()
    for _ in range(4):
        index.build()
    traffic.stop.set()
    for thread in threads:
        thread.join()
    assert traffic.failures == []
    assert min(traffic.totals) >= 40
    index.catch_up()
    assert index.engine.keys("fr") == {key: row.seq for key, row in index.documents.rows.items()}
