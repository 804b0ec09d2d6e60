"""A real search node for the tests marked ``node``: started once per run, stopped at its end."""

import json
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

START = Path(__file__).resolve().parent.parent / "deploy" / "search-node" / "start"
ADDRESS = "http://127.0.0.1:9201"
SECONDS_TO_START = 240


@pytest.fixture(scope="session")
def search_node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a running node; one that runs already is used and left alone."""
    if answers():
        yield ADDRESS
        return
    log = tmp_path_factory.mktemp("node") / "log"
    with log.open("w") as output, subprocess.Popen([START], stdout=output, stderr=output) as node:
        try:
            deadline = time.monotonic() + SECONDS_TO_START
            while not answers():
                assert node.poll() is None, log.read_text()
                assert time.monotonic() < deadline, f"no answer from {ADDRESS}: {log.read_text()[-2000:]}"
                time.sleep(0.5)
            yield ADDRESS
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


def answers() -> bool:
    """Return whether a node answers at its address."""
    try:
        with urllib.request.urlopen(ADDRESS, timeout=2) as response:
            return "version" in json.load(response)
    except (OSError, ValueError):
        return False
