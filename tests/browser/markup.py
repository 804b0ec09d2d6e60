"""The Nu HTML checker, run once on many pages."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from tests.conftest import ROOT

CHECKER = ROOT / "tests" / "audit" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
FIND_JAVA = ROOT / "deploy" / "search-node" / "find-java"
#: A list whose marks are drawn by hand says its role again: one screen reader takes it for no list otherwise.
WANTED = "The “list” role is unnecessary"


def faults(pages: dict[str, bytes], folder: Path) -> list[str]:
    """Return "page, line: message" for each error and each warning in the HTML of pages, written into ``folder``."""
    for name, html in pages.items():
        (folder / f"{name}.html").write_bytes(html)
    java = subprocess.run([FIND_JAVA], capture_output=True, text=True, check=True).stdout.strip()
    command = [java, "-jar", CHECKER, "--format", "json", "--exit-zero-always", "--stdout", folder]
    said = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return [
        f"{Path(each.get('url', '')).stem}, {each.get('lastLine', 0)}: {each['message']}"
        for each in said["messages"]
        if WANTED not in each["message"]
    ]
