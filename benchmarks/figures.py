"""A figure that the project promises: what was measured, what it is judged by, and whether it is met."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from rich.table import Table


def percentile(samples: Sequence[float], share: float) -> float:
    """Return the smallest sample that at least ``share`` (0 to 1) of all samples do not exceed."""
    ordered = sorted(samples)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def median(samples: Sequence[float]) -> float:
    return percentile(samples, 0.5)


def p95(samples: Sequence[float]) -> float:
    return percentile(samples, 0.95)


#: Units of which a whole one is much.
FINE = {"s", "times", "‰"}
JUDGES: dict[str, Callable[[Sequence[float]], float]] = {"median": median, "p95": p95, "worst": max}


@dataclass(frozen=True)
class Figure:
    """Samples in ``unit`` (s, ms, kB, times, queries) of one promise; ``judge`` names what the limit holds for."""

    name: str
    limit: float
    unit: str
    samples: tuple[float, ...]
    judge: str = "worst"
    note: str = ""

    @property
    def value(self) -> float:
        return JUDGES[self.judge](self.samples)

    @property
    def met(self) -> bool:
        return self.value <= self.limit

    def as_json(self) -> dict[str, Any]:
        seen = {name: judge(self.samples) for name, judge in JUDGES.items()}
        facts = {"name": self.name, "limit": self.limit, "unit": self.unit, "judge": self.judge, "value": self.value}
        return {**facts, "met": self.met, "seen": seen, "samples": list(self.samples), "note": self.note}


def written(number: float, unit: str) -> str:
    """Return a number with its unit, with as many decimals as that unit deserves."""
    return f"{number:.2f} {unit}" if unit in FINE else f"{number:.0f} {unit}"


def spread(figure: Figure) -> str:
    """Return what else was seen than the value that is judged."""
    count = len(figure.samples)
    others = [name for name in JUDGES if name != figure.judge and count >= (20 if name == "p95" else 2)]
    seen = [f"{name} {written(JUDGES[name](figure.samples), figure.unit)}" for name in others]
    return ", ".join([*seen, *([f"{count} times"] if count > 1 else []), *([figure.note] if figure.note else [])])


def table(figures: Iterable[Figure]) -> Table:
    """Return the figures as a table for a terminal."""
    shown = Table("Figure", "Measured", "At most", "", "Also seen", title="What the portal promises")
    for figure in figures:
        measured = written(figure.value, figure.unit)
        judged = measured if len(figure.samples) == 1 else f"{measured} ({figure.judge})"
        verdict = "[green]met[/]" if figure.met else "[bold red]NOT MET[/]"
        shown.add_row(figure.name, judged, written(figure.limit, figure.unit), verdict, spread(figure))
    return shown
