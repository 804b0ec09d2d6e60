"""The engine on nodes of its own, which can be killed: one that comes back, and two of which one goes away."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from search.engines import cluster_transport
from search.engines.base import EngineDown
from search.engines.cluster import ClusterEngine
from search.engines.cluster_transport import Place
from tests.search.engines.index import ClusterIndex
from tests.search_node import PATIENCE, address, free_ports, started_node

pytestmark = [pytest.mark.node, pytest.mark.soak]

SECONDS_TO_SETTLE = 120


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_transport, "READ_SECONDS", PATIENCE)


def kill(node: subprocess.Popen[bytes]) -> None:
    os.killpg(node.pid, signal.SIGKILL)  # Its own group: the script and the node that it started.
    node.wait()


def wait_until(true: Callable[[], Any]) -> None:
    deadline = time.monotonic() + SECONDS_TO_SETTLE
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.5)


def test_a_node_that_is_killed_comes_back_with_all_that_it_had_taken(tmp_path: Path) -> None:
    port = free_ports(1)
    with started_node(tmp_path, port) as node:
        index = ClusterIndex(address(port))
        for number in range(200):
            index.documents.put(f"n{number}", title="Bail")
        index.build()
        index.documents.put("last", title="Bail")
        index.catch_up()
        kill(node)
    index.documents.put("missed", title="Bail")
    with pytest.raises(EngineDown):
        index.search("bail")
    with pytest.raises(EngineDown):
        index.catch_up()
    with started_node(tmp_path, port):
        wait_until(lambda: not index.engine.health("fr").problem)
        assert index.search("bail").total == 201
        assert index.catch_up() == 1
        assert index.search("bail").total == 202


def test_two_nodes_hold_a_replica_and_either_answers(tmp_path: Path) -> None:
    first = free_ports(2)
    with started_node(tmp_path, first, nodes=2):
        index = ClusterIndex(address(first))
        for number in range(50):
            index.documents.put(f"n{number}", title="Bail")
        index.build()

        def health() -> Any:
            return index.engine.cluster.ask("GET", f"/_cluster/health/{index.serving()}", seconds=10)

        wait_until(lambda: health()["status"] == "green")
        assert (health()["number_of_nodes"], health()["active_shards"]) == (2, 2)
        for port in (first, first + 1):
            other = ClusterIndex(address(port))
            other.engine = ClusterEngine(Place((address(port),), index.engine.indices.prefix))
            assert other.search("bail").total == 50
        gone = free_ports(1)
        # Of several addresses one may be dead: the next one is asked, within the same question.
        index.engine = ClusterEngine(Place((address(gone), address(first)), index.engine.indices.prefix))
        for _ in range(6):
            assert index.search("bail").total == 50
        index.documents.put("late", title="Bail")
        assert index.catch_up() == 1
        assert index.search("bail").total == 51
        index.delete()
