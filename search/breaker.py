"""Keeps readers from waiting, one after the other, for an engine that does not answer."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from threading import Lock

FAILURES = 3
SECONDS_OPEN = 30.0


@dataclass
class Breaker:
    """Opens after three slow failures in a row; after half a minute one question may try again."""

    failures: int = 0
    closed_from: float = 0.0
    lock: Lock = field(default_factory=Lock)

    def lets_through(self) -> bool:
        """Tell whether to ask the engine; each half minute only one caller is told so while it is open."""
        with self.lock:
            if self.failures < FAILURES:
                return True
            if time.monotonic() < self.closed_from:
                return False
            self.closed_from = time.monotonic() + SECONDS_OPEN
            return True

    def succeeded(self) -> None:
        self.failures = 0

    def failed(self) -> None:
        with self.lock:
            self.failures += 1
            self.closed_from = time.monotonic() + SECONDS_OPEN
