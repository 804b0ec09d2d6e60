from pathlib import Path
from typing import Any

import pytest

from search.engine import DatabaseNames, engine, names_held


def test_one_engine_serves_a_process(settings: Any, tmp_path: Path) -> None:
    settings.SEARCH = {"ENGINE": "fts5", "DIRECTORY": tmp_path}
    assert engine() is engine()
    settings.SEARCH = {"ENGINE": "fts5", "DIRECTORY": str(tmp_path / "other")}
    assert engine().files.directory == tmp_path / "other"  # type: ignore[attr-defined]


@pytest.mark.django_db
def test_the_main_database_names_the_file_that_serves() -> None:
    names = DatabaseNames()
    assert names.current("fr") == ""
    names.switch("fr", "fr.1.sqlite3")
    names.switch("fr", "fr.2.sqlite3")
    assert (names.current("fr"), names.current("nl")) == ("fr.2.sqlite3", "")


@pytest.mark.django_db
def test_one_question_reads_the_names_of_the_index_files_once(django_assert_num_queries: Any) -> None:
    names = DatabaseNames()
    names.switch("fr", "fr.1.sqlite3")
    with django_assert_num_queries(1), names_held():
        assert [names.current(code) for code in ("fr", "nl", "fr")] == ["fr.1.sqlite3", "", "fr.1.sqlite3"]
    names.switch("fr", "fr.2.sqlite3")
    assert names.current("fr") == "fr.2.sqlite3"
