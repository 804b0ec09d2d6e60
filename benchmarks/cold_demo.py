"""How long the first ``make demo`` takes in a fresh clone, installation of the locked packages included.

    python -m benchmarks.cold_demo

Clones what is committed into a temporary folder. The packages come from wherever pip gets them: the first run on a
machine downloads them, later ones find them in pip's cache, and the network is part of the figure.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console

from benchmarks.figures import Figure, table
from benchmarks.site import ROOT, Failed, Site


def cold_demo(clone: Path) -> Figure:
    """Clone the project into a folder that is not there yet, and start the demonstration in it."""
    command = ["git", "clone", "--quiet", str(ROOT), str(clone)]
    subprocess.run(command, check=True)  # noqa: S603
    site = Site(clone / "var" / "demo", root=clone)
    with site.started(["make", "demo", f"PORT={site.port}"]) as took:
        return Figure("make demo in a fresh clone", 180, "s", (took,), note="with installation")


def main() -> int:
    """Print the figure; return the code for the shell."""
    console = Console()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with tempfile.TemporaryDirectory(prefix="portal-speed-") as folder:
            figure = cold_demo(Path(folder) / "clone")
    except KeyboardInterrupt:
        return 130
    except Failed as failed:
        console.print(str(failed), style="red", markup=False)
        return 2
    console.print(table([figure]))
    return int(not figure.met)


if __name__ == "__main__":
    sys.exit(main())
