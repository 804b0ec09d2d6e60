"""Requests to a search cluster, OpenSearch 2 and 3 or Elasticsearch 8 and 9, as plain JSON.

The client of Elasticsearch refuses OpenSearch; the transport below it, which knows several nodes and tries another one
when the first does not answer, serves both.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from elastic_transport import ConnectionTimeout, Transport, TransportError
from elastic_transport.client_utils import url_to_node_config

from search.engines.base import EngineDown, IndexUnusable

READ_SECONDS = 1.0  # for a question of a reader
LOOK_SECONDS = 3.0  # for a look of the worker or an operator
WRITE_SECONDS = 30.0
HIDE_SECONDS = 0.5  # for what an editor waits for
BUILD_SECONDS = 120.0
# After a question that got no answer in time, the next ones of this process are not sent for so long: one page asks
# several, and its reader waits for one only.
SECONDS_OF_SILENCE = 3.0
RETRIES = 2
UNAVAILABLE = (502, 503, 504)
BUSY = 429
PAUSES_WHILE_BUSY = (0.2, 0.5, 1.0, 2.0, 4.0)  # seconds
JSON = {"content-type": "application/json", "accept": "application/json"}
LINES = {"content-type": "application/x-ndjson", "accept": "application/json"}


@dataclass(frozen=True)
class Place:
    """Where the cluster is: addresses of its nodes, what the names of our indexes begin with, its own authority."""

    urls: tuple[str, ...]
    prefix: str = "kb"
    authority: str = ""


class Cluster:
    """A cluster as something to ask; every failure is an :class:`EngineDown` with a reason for the operator."""

    def __init__(self, place: Place) -> None:
        nodes = [url_to_node_config(url, use_default_ports_for_scheme=True) for url in place.urls]
        if place.authority:
            nodes = [replace(node, ca_certs=place.authority) for node in nodes]
        self.transport = Transport(nodes, max_retries=RETRIES, retry_on_status=UNAVAILABLE, retry_on_timeout=False)
        self._silent_until = 0.0

    def ask(self, method: str, path: str, body: Any = None, *, seconds: float = 0) -> Any:
        """Return the answer to a request; what is not there raises :class:`IndexUnusable`.

        Without ``seconds`` a reader waits for it.
        """
        if seconds:
            return self._ask(method, path, body, JSON, seconds)
        if time.monotonic() < self._silent_until:
            raise EngineDown("the search cluster did not answer a moment ago")
        try:
            return self._ask(method, path, body, JSON, READ_SECONDS)
        except EngineDown as down:
            if down.slow:
                self._silent_until = time.monotonic() + SECONDS_OF_SILENCE
            raise

    def bulk(self, path: str, lines: Sequence[Any], *, seconds: float = 0) -> None:
        """Send many changes of documents at once; each line is one object.

        A document that has a later version already, and one that is to be deleted and is not there, are no failures.
        While the cluster says that it is too busy, all is sent again after a while: versions make that harmless.
        Without ``seconds`` an editor waits for it, for half a second and not again.
        """
        for pause in (*PAUSES_WHILE_BUSY, None):
            items = self._ask("POST", path, lines, LINES, seconds or HIDE_SECONDS)["items"]
            failed = [outcome for item in items for outcome in item.values() if _failed(outcome)]
            if not failed:
                return
            if pause is None or not seconds or not all(map(_busy, failed)):
                raise _fault(failed[0]["status"], failed[0].get("error"))
            time.sleep(pause)

    def _ask(self, method: str, path: str, body: Any, headers: dict[str, str], seconds: float) -> Any:
        try:
            answer = self.transport.perform_request(method, path, body=body, headers=headers, request_timeout=seconds)
        except ConnectionTimeout as error:
            raise EngineDown(f"the search cluster did not answer in {seconds} s", slow=True) from error
        except TransportError as error:
            raise EngineDown(f"the search cluster cannot be reached: {error.message}") from error
        if answer.meta.status >= 400:
            raise _fault(answer.meta.status, answer.body)
        return answer.body


def _failed(outcome: dict[str, Any]) -> bool:
    """Tell whether one change failed: 409 is an older version, 404 without an error a deletion of what is not there."""
    return outcome["status"] >= 400 and outcome["status"] != 409 and ("error" in outcome or outcome["status"] != 404)


def _busy(outcome: dict[str, Any]) -> bool:
    """Tell whether a change was turned away by a full queue; an index on a full disk has the same status."""
    return outcome["status"] == BUSY and "rejected" in outcome["error"]["type"]


def _fault(status: int, body: Any) -> EngineDown:
    """Return the exception for an answer that is an error, with the reason that the cluster gives."""
    error = body.get("error", body) if isinstance(body, dict) else body
    causes = error.get("root_cause") or [error] if isinstance(error, dict) else []
    reason = causes[0].get("reason") or causes[0].get("type") if causes else str(error)[:200]
    kind = IndexUnusable if status == 404 else EngineDown
    return kind(f"the search cluster answered {status}: {reason}")
