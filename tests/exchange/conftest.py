import shutil
from pathlib import Path

import pytest

from exchange.reference import SHIPPED
from tests.exchange.bundles import Bundle
from tests.factories import make_audience, make_organisation, make_provision, make_theme


@pytest.fixture
def bundle(tmp_path: Path) -> Bundle:
    """A bundle without files."""
    root = tmp_path / "bundle"
    root.mkdir()
    return Bundle(root)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the files that the portal ships."""
    return shutil.copytree(SHIPPED, tmp_path / "data")


@pytest.fixture
def reference_rows(db: None) -> None:
    """What the guides of ``Bundle`` name."""
    make_theme("insal", fr="Logement insalubre", nl="Ongezonde woning")
    make_theme("inspect", fr="Inspection du logement", nl="Huisvestingsinspectie")
    make_organisation("inspection")
    make_audience("regional-inspector")
    make_provision("code-logement")
