"""What the machine was like while something was measured."""

from __future__ import annotations

import os
import platform
import resource
import time
from dataclasses import asdict, dataclass
from typing import Any

ROUNDS = 50


@dataclass(frozen=True)
class Machine:
    """``loop`` is the shortest time of a fixed piece of work in ms, ``noise`` how many times that one in ten took."""

    cores: int
    python: str
    load: float
    loop: float
    noise: float

    @classmethod
    def now(cls) -> Machine:
        times = sorted(_timed() for _round in range(ROUNDS))
        noise = times[ROUNDS * 9 // 10] / times[0]
        return cls(os.cpu_count() or 1, platform.python_version(), os.getloadavg()[0], times[0] * 1000, noise)

    def __str__(self) -> str:
        work = f"a fixed loop takes {self.loop:.1f} ms, one in ten {self.noise:.1f} times as long or longer"
        return f"{self.cores} cores, Python {self.python}, load {self.load:.1f}; {work}"

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def _timed() -> float:
    begun = time.perf_counter()
    sum(number * number for number in range(100_000))
    return time.perf_counter() - begun


def processor_seconds() -> float:
    """Return the processor time of all processes that were started from here and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
