"""Who may know whom: the table of packages, read from the source itself.

An import counts wherever it stands, and so does a name in a string: ``"guides.GuidePage"`` in a foreign key,
``get_model("guides", …)``, ``import_module("guides…")``. A new edge means a new entry in the table, in the same change.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

REFERENCE_DATA = {"themes", "organisations", "law"}
ALLOWED: dict[str, set[str]] = {
    "languages": set(),
    "themes": {"languages"},
    "organisations": {"languages"},
    "law": {"languages"},
    "mail": {"languages"},
    "portal": {"languages", "accounts", "mail", *REFERENCE_DATA},
    "accounts": {"languages", "mail", "portal", *REFERENCE_DATA},
    "guides": {"languages", "portal", "accounts", *REFERENCE_DATA},
    "practices": {"languages", "portal", "accounts", *REFERENCE_DATA},
    "seminars": {"languages", "mail", "portal", "accounts", *REFERENCE_DATA},
    "search": {"languages", "portal", "accounts", *REFERENCE_DATA},
    "newsletter": {"languages", "mail", "portal", "accounts", *REFERENCE_DATA},
    "editorial": {"languages", "mail", "portal", "accounts", *REFERENCE_DATA},
    "exchange": {"languages", "portal", "accounts", "guides", "practices", "search", "seminars", *REFERENCE_DATA},
}
#: Files that put the site together: they name packages of every layer, in strings only.
WIRING = {"portal/urls.py", "portal/settings/base.py"}
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc"}
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
#: Reasoned exceptions to the two lengths, as "path" or "path::function".
LONGER: dict[str, str] = {
    "portal/migrations/0001_pages_addresses_and_media.py": "one first migration with every table",
    "seminars/migrations/0001_seminars_panels_and_working_groups.py": "one first migration with every table",
}
LOOK_UPS = {"get_model", "import_module", "get_app_config", "include", "import_string", "load_model"}
MODEL_NAME = re.compile(r"[a-z_]+\.[A-Za-z]\w*\Z")


@dataclass(frozen=True)
class Edge:
    """One place in which a package names another one."""

    path: str
    line: int
    source: str
    target: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.source} may not know {self.target}"


def edges(root: Path, packages: Iterable[str]) -> Iterator[Edge]:
    """Yield every mention of one package in the source of another one."""
    known = set(packages)
    for path, tree in sources(root, known):
        source = path.relative_to(root).parts[0]
        name = path.relative_to(root).as_posix()
        for node in ast.walk(tree):
            found = imported(node) if name in WIRING else [*imported(node), *named(node)]
            for target in found:
                if target in known - {source}:
                    yield Edge(name, node.lineno, source, target)  # type: ignore[attr-defined]


def sources(root: Path, packages: Iterable[str]) -> Iterator[tuple[Path, ast.Module]]:
    for package in sorted(packages):
        for path in sorted((root / package).rglob("*.py")):
            yield path, ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imported(node: ast.AST) -> list[str]:
    """Return the packages that an import statement names."""
    if isinstance(node, ast.Import):
        return [alias.name.split(".")[0] for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        return [node.module.split(".")[0]]
    return []


def named(node: ast.AST) -> list[str]:
    """Return the packages that strings name: ``"app.Model"`` anywhere, any text given to a look-up."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and MODEL_NAME.match(node.value):
        model = node.value.split(".")
        return [model[0]] if model[1][0].isupper() else []
    if isinstance(node, ast.Call):
        function = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        texts = [each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        return [text.split(".")[0] for text in texts[:1]] if function in LOOK_UPS else []
    return []


def undeclared(root: Path, allowed: dict[str, set[str]]) -> list[str]:
    """Return the edges that the table does not have, as ``file:line`` and a sentence."""
    return [str(edge) for edge in edges(root, allowed) if edge.target not in allowed[edge.source]]


def too_long(root: Path, packages: Iterable[str]) -> Iterator[str]:
    for path, tree in sources(root, packages):
        name = path.relative_to(root).as_posix()
        if len(path.read_text(encoding="utf-8").splitlines()) > LONGEST_FILE:
            yield name
        for node in ast.walk(tree):
            is_function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            if is_function and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION:
                yield f"{name}::{node.name}"


def drawers(root: Path, packages: Iterable[str]) -> Iterator[str]:
    for path, _tree in sources(root, packages):
        parts = path.relative_to(root).with_suffix("").parts
        if DRAWERS & {word for part in parts for word in part.split("_")}:
            yield path.relative_to(root).as_posix()


def test_no_package_knows_more_than_the_table_says() -> None:
    assert undeclared(ROOT, ALLOWED) == []


def test_every_package_of_ours_stands_in_the_table() -> None:
    outside = {"tests", "benchmarks", "deploy", "docs", "content"}
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - outside
    assert packages == set(ALLOWED)


def test_no_module_is_a_drawer() -> None:
    assert list(drawers(ROOT, ALLOWED)) == []


def test_files_and_functions_are_short() -> None:
    assert sorted(set(too_long(ROOT, ALLOWED)) - set(LONGER)) == []


def test_every_exception_to_the_lengths_is_still_needed() -> None:
    assert set(LONGER) - set(too_long(ROOT, ALLOWED)) == set()


BAD_EDGES = {
    "plain": "import top.models",
    "from": "from top.models import Thing",
    "from the package": "from top import models",
    "several": "import os, top",
    "inside a function": "def late():\n    from top import models\n    return models",
    "under type checking": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from top import models",
    "foreign key": "key = models.ForeignKey('top.Thing', on_delete=1)",
    "foreign key by name": "key = models.ForeignKey(to='top.Thing', on_delete=1)",
    "through": "key = ManyToManyField('wagtailcore.Page', through='top.Thing')",
    "in a list": "parent_page_types = ['top.Thing']",
    "get_model in two": "apps.get_model('top', 'Thing')",
    "get_model in one": "apps.get_model('top.thing')",
    "import_module": "import_module('top.models')",
    "import_string": "import_string('top.models.Thing')",
    "include": "path('', include('top.urls'))",
}


def made_up(root: Path, text: str) -> Path:
    for package, source in {"low": text, "top": "x = 1"}.items():
        (root / package).mkdir()
        (root / package / "__init__.py").write_text("", encoding="utf-8")
        (root / package / "models.py").write_text(source, encoding="utf-8")
    return root


@pytest.mark.parametrize("text", BAD_EDGES.values(), ids=BAD_EDGES)
def test_an_edge_upwards_is_caught_with_file_and_line(tmp_path: Path, text: str) -> None:
    line = next(number for number, row in enumerate(text.splitlines(), 1) if "top" in row)
    found = undeclared(made_up(tmp_path, text), {"low": set(), "top": {"low"}})
    assert found == [f"low/models.py:{line}: low may not know top"]


@pytest.mark.parametrize("text", ["import topology", "from . import top", "x = 'top'", "x = 'see top.models'", "# top"])
def test_what_only_looks_like_an_edge_is_left_alone(tmp_path: Path, text: str) -> None:
    assert undeclared(made_up(tmp_path, text), {"low": set(), "top": set()}) == []


def test_a_declared_edge_is_allowed(tmp_path: Path) -> None:
    assert undeclared(made_up(tmp_path, "import top"), {"low": {"top"}, "top": set()}) == []


def test_a_drawer_is_caught(tmp_path: Path) -> None:
    made_up(tmp_path, "")
    (tmp_path / "low" / "date_utils.py").write_text("", encoding="utf-8")
    assert list(drawers(tmp_path, ["low"])) == ["low/date_utils.py"]


def test_a_long_function_and_a_long_file_are_caught(tmp_path: Path) -> None:
    made_up(tmp_path, "def long():\n" + "    x = 1\n" * LONGEST_FUNCTION + "y = 1\n" * LONGEST_FILE)
    assert list(too_long(tmp_path, ["low"])) == ["low/models.py", "low/models.py::long"]
