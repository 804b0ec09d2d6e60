import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from search.engine import DatabaseNames, engine, names_held
from search.engines.cluster import ClusterEngine

NODES = {"URLS": ["http://kb:p%40ss@one.local:9200", "http://two.local:9200/search"], "PREFIX": "kb2"}


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


def test_a_cluster_is_chosen_by_its_address(settings: Any) -> None:
    settings.SEARCH = {"ENGINE": "cluster", "AUTHORITY": "", **NODES}
    chosen = engine()
    assert isinstance(chosen, ClusterEngine)
    assert chosen is engine()
    nodes = chosen.cluster.transport.node_pool.all()
    assert {node.base_url for node in nodes} == {"http://one.local:9200", "http://two.local:9200/search"}
    assert {node.config.headers.get("authorization") for node in nodes} == {"Basic a2I6cEBzcw==", None}
    assert chosen.indices.alias("fr").startswith("kb2-fr-rules-")


def test_a_site_without_a_cluster_loads_nothing_of_it() -> None:
    check = "import search.engines.fts5, sys; print({'elasticsearch', 'elastic_transport'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True).stdout == "set()\n"


@pytest.mark.django_db
def test_one_question_reads_the_names_of_the_index_files_once(django_assert_num_queries: Any) -> None:
    names = DatabaseNames()
    names.switch("fr", "fr.1.sqlite3")
    with django_assert_num_queries(1), names_held():
        assert [names.current(code) for code in ("fr", "nl", "fr")] == ["fr.1.sqlite3", "", "fr.1.sqlite3"]
    names.switch("fr", "fr.2.sqlite3")
    assert names.current("fr") == "fr.2.sqlite3"
