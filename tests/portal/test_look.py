"""One file of tokens decides the look: nothing else names a colour, and both looks can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client, override_settings

from portal.look import theme_file
from portal.settings import base
from tests.conftest import ROOT

SHEETS = ROOT / "portal" / "static" / "portal" / "css"
THEME = ROOT / "tests" / "theme"
LOOKS = {"own": SHEETS / "tokens.css", "second": THEME / "tokens.css"}
COLOUR = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|color-mix)a?\(|:\s*(?:white|black|red|blue|gr[ae]y)\b", re.IGNORECASE
)
DECLARED = re.compile(r"(--[a-z0-9-]+):\s*([^;]+);")
TEXT, EDGE = 4.5, 3.0
PAPERS = ("paper", "ground", "accent-soft", "caution-soft", "notice-soft", "success-soft", "mark")
PAIRS = [
    *(("ink", paper, TEXT) for paper in (*PAPERS, "tile-0", "tile-1", "tile-2", "tile-3")),
    *((ink, paper, TEXT) for ink in ("ink-soft", "accent", "visited") for paper in ("paper", "ground")),
    *(("accent-strong", paper, TEXT) for paper in ("paper", "ground", "accent-soft")),
    *((tone, paper, TEXT) for tone in ("caution", "notice", "success") for paper in ("paper", f"{tone}-soft")),
    *((ink, "plinth", TEXT) for ink in ("on-plinth", "on-plinth-soft")),
    ("on-plate", "plate", TEXT),
    ("ink-soft", "tile-0", TEXT),
    *((edge, "paper", EDGE) for edge in ("edge", "focus")),
    *((f"state-{state}", "paper", EDGE) for state in ("open", "taken-up", "done", "declined")),
]


def without_pictures(css: str) -> str:
    return re.sub(r'url\("data:[^"]*"\)', "", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))


def tokens(path: Path) -> dict[str, str]:
    return dict(DECLARED.findall(without_pictures(path.read_text())))


def luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def colour(found: dict[str, str], name: str, dark: bool) -> str:
    value = found[f"--{name}"]
    if value.startswith("var(--"):
        return colour(found, value[6:-1], dark)
    shades = re.findall(r"#[0-9a-f]{6}", value)
    return str(shades[-1 if dark else 0])


@pytest.mark.parametrize("sheet", ["site.css", "pages.css"])
def test_every_colour_is_a_token(sheet: str) -> None:
    assert COLOUR.findall(without_pictures((SHEETS / sheet).read_text())) == []


@pytest.mark.parametrize("look", LOOKS)
def test_every_property_that_is_used_is_a_token_or_declared_beside(look: str) -> None:
    css = "".join(without_pictures((SHEETS / name).read_text()) for name in ("site.css", "pages.css"))
    known = tokens(LOOKS[look]).keys() | dict(DECLARED.findall(css)).keys()
    assert set(re.findall(r"var\((--[a-z0-9-]+)", css)) - known == set()


def test_the_second_look_replaces_every_token() -> None:
    own, second = (tokens(path) for path in LOOKS.values())
    assert own.keys() == second.keys()
    assert len([name for name in own if own[name] != second[name]]) > 20


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("look", LOOKS)
def test_words_and_edges_stand_out_from_their_ground(look: str, dark: bool) -> None:
    found, faint = tokens(LOOKS[look]), []
    for name, ground, least in PAIRS:
        shades = sorted((luminance(colour(found, each, dark)) for each in (name, ground)), reverse=True)
        contrast = (shades[0] + 0.05) / (shades[1] + 0.05)
        if contrast < least:
            faint.append((name, ground, round(contrast, 2)))
    assert faint == []


@pytest.mark.django_db
def test_a_folder_of_the_administration_replaces_the_look(client: Client) -> None:
    with override_settings(THEME_DIR=THEME, STATICFILES_DIRS=[("theme", THEME)]):
        finders.get_finder.cache_clear()
        html = client.get("/").content.decode()
        assert 'href="/static/theme/tokens.css"' in html
        assert 'href="/static/theme/favicon.svg"' in html
        assert finders.find("theme/tokens.css") == str(THEME / "tokens.css")
    finders.get_finder.cache_clear()


def test_a_theme_need_not_have_every_file(tmp_path: Path) -> None:
    (tmp_path / "tokens.css").write_text("")
    with override_settings(THEME_DIR=tmp_path):
        assert theme_file("tokens.css").endswith("/theme/tokens.css")
        assert theme_file("favicon.svg").endswith("/portal/img/favicon.svg")


def test_without_a_theme_the_portal_has_its_own_look() -> None:
    assert base.STATICFILES_DIRS == []
    assert theme_file("tokens.css").endswith("/portal/css/tokens.css")
