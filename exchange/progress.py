"""Progress bars for commands that take a while; silent where nobody watches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn


@contextmanager
def progress(stream: TextIO) -> Iterator[Callable[[str], None]]:
    """Yield a function that counts one thing done under a label; each label has its own line."""
    console = Console(file=stream)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as bars:
        tasks = {}

        def advance(label: str) -> None:
            if label not in tasks:
                tasks[label] = bars.add_task(label, total=None)
            bars.advance(tasks[label])

        yield advance
