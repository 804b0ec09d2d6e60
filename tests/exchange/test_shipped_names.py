"""The names of the reference data that come with the portal, as readers see them and type them."""

import re
from pathlib import Path

import pytest

from exchange.reference import SHIPPED
from search.analysis import analyzer

STRAIGHT = re.compile(r"[^\W\d_]'[^\W\d_]")


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.csv")), ids=lambda path: path.name)
def test_names_have_the_apostrophes_of_the_rest_of_the_interface(path: Path) -> None:
    assert STRAIGHT.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("language", "name"), [("fr", "Services d’accompagnement"), ("fr", "Agence immobilière d’État"), ("nl", "foto’s")]
)
def test_either_apostrophe_finds_them(language: str, name: str) -> None:
    found = analyzer(language)
    assert found.columns(name) == found.columns(name.replace("’", "'"))
