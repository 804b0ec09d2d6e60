"""A real search node for the tests marked ``node``: started once per run, stopped at its end."""

import json
import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from search.engines import cluster_transport

START = Path(__file__).resolve().parent.parent / "deploy" / "search-node" / "start"
#: A node that runs already, such as one of ``make search-node``, spares the run half a minute.
PORT = int(os.environ.get("SEARCH_NODE_PORT", "9201"))
SECONDS_TO_START = 240
PATIENCE = 20.0  # seconds


@pytest.fixture(scope="session")
def search_node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a running node; one that runs already is used and left alone."""
    with ExitStack() as stack:
        patience = stack.enter_context(pytest.MonkeyPatch.context())
        patience.setattr(cluster_transport, "READ_SECONDS", PATIENCE)  # A busy machine is no fault of the engine.
        patience.setattr(cluster_transport, "HIDE_SECONDS", PATIENCE)
        if not answers(PORT):
            stack.enter_context(started_node(tmp_path_factory.mktemp("node"), PORT))
        yield address(PORT)


@contextmanager
def started_node(folder: Path, port: int, nodes: int = 1) -> Iterator[subprocess.Popen[bytes]]:
    """Run nodes, the first of which answers on ``port``, with their data in ``folder``; they are gone at the end."""
    log = folder / f"{port}.log"
    environment = {**os.environ, "PORT": str(port), "NODES": str(nodes)}
    command = [START, folder / "data"]
    with (
        log.open("w") as output,
        subprocess.Popen(command, env=environment, stdout=output, stderr=output, start_new_session=True) as node,
    ):
        try:
            deadline = time.monotonic() + SECONDS_TO_START
            while not all(answers(port + number) for number in range(nodes)):
                assert node.poll() is None, log.read_text()
                assert time.monotonic() < deadline, f"no answer from {address(port)}: {log.read_text()[-2000:]}"
                time.sleep(0.5)
            yield node
        finally:
            node.terminate()
            node.wait(60)


@pytest.fixture
def ask_node(search_node: str) -> Callable[..., Any]:
    """Send a request to the node and return its answer: ``ask_node("PUT", "/index", {...})``."""

    def ask(method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        data = json.dumps(body).encode() if body is not None else None
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(f"{search_node}{path}", data, headers, method=method)  # noqa: S310
        with urllib.request.urlopen(request, timeout=30) as response:  # noqa: S310
            return json.load(response)

    return ask


def address(port: int) -> str:
    return f"http://127.0.0.1:{port}"


def answers(port: int) -> bool:
    """Return whether a node answers at its address."""
    try:
        with urllib.request.urlopen(address(port), timeout=2) as response:  # noqa: S310
            return "version" in json.load(response)
    except (OSError, ValueError):
        return False


def free_ports(count: int) -> int:
    """Return the first of so many neighbouring ports on which nobody listens."""
    for first in range(9250, 9298, count):  # The runner of the node knows no port above 9299.
        if not any(_taken(first + number) for number in range(count)):
            return first
    raise AssertionError("no free ports")


def _taken(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0
