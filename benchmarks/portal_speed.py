"""Every figure of speed that the project promises, measured on real parts: run ``python -m benchmarks.portal_speed``.

The demonstration is made in a temporary folder, filled with generated guides and served by its own processes, as
described in benchmarks/README.md. Ctrl-C stops the processes and deletes the folder.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console

from benchmarks.cold_demo import cold_demo
from benchmarks.figures import Figure, spread, table, written
from benchmarks.machine import Machine
from benchmarks.promises import Amounts, Tell, measured
from benchmarks.site import Failed


def everything(folder: Path, options: argparse.Namespace, tell: Tell) -> Iterator[Figure]:
    if options.cold:
        tell("make demo in a fresh clone, with installation")
        yield cold_demo(folder / "clone")
    yield from measured(folder, Amounts(options.records, only_search=options.only == "search"), tell)


def run(options: argparse.Namespace, console: Console) -> list[Figure]:
    """Measure, saying on ``console`` what is being done and what was found."""
    figures = []
    with tempfile.TemporaryDirectory(prefix="portal-speed-") as folder, console.status("") as status:

        def tell(text: str) -> None:
            status.update(f"{text} …")
            if not console.is_terminal:
                console.print(f"{text} …")

        for figure in everything(Path(folder), options, tell):
            figures.append(figure)
            console.print(f"  {figure.name}: {written(figure.value, figure.unit)}", spread(figure), style="dim")
    return figures


def show(figures: list[Figure], before: Machine, options: argparse.Namespace) -> None:
    """Print the table, or the same as JSON, with how quiet the machine was."""
    after = Machine.now()
    if options.json:
        machine = {"before": before.as_json(), "after": after.as_json()}
        facts = {"machine": machine, "figures": [figure.as_json() for figure in figures]}
        sys.stdout.write(json.dumps(facts, indent=1, ensure_ascii=False) + "\n")
        return
    out = Console(width=None if sys.stdout.isatty() else 150)
    out.print(table(figures))
    out.print(f"Before: {before}\nAfter:  {after}", highlight=False)


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.portal_speed", description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--cold", action="store_true", help="also time `make demo` in a fresh clone, with installation")
    parser.add_argument("--only", choices=["search"], help="measure the import and the search page alone")
    parser.add_argument("--check", action="store_true", help="end with an error when a promise is not met")
    parser.add_argument("--records", type=int, default=Amounts.records, help="generated guides (the promise: 2000)")
    return parser.parse_args()


def main() -> int:
    """Measure and show; return the code for the shell."""
    options, console = parsed(), Console(stderr=True)
    # A signal to end is cleaned up after as Ctrl-C is.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    before = Machine.now()
    try:
        figures = run(options, console)
    except KeyboardInterrupt:
        console.print("Interrupted; everything that was started is stopped, and its folder deleted.")
        return 130
    except Failed as failed:
        console.print(str(failed), style="red", markup=False)
        return 2
    show(figures, before, options)
    return int(options.check and not all(figure.met for figure in figures))


if __name__ == "__main__":
    sys.exit(main())
