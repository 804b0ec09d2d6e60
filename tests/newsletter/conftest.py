"""What tests of the newsletter start from: themes, a form filled in, the links in the last mail."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.utils import timezone

from newsletter import robots
from portal.setup import ensure_tree
from tests.factories import make_theme
from tests.newsletter.mailbox import texts
from themes.models import Theme

ADDRESS = "ann@example.be"
SIGN_UP = "/nl/nieuwsbrief/"
LINK = re.compile(r"http://testserver(/\S+)")


@pytest.fixture(autouse=True)
def own_list_of_erasures(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


@pytest.fixture
def themes(db: None) -> list[Theme]:
    ensure_tree()
    return [make_theme("vide"), make_theme("insal")]


def old_stamp(age: timedelta = timedelta(minutes=1)) -> str:
    """Return the stamp of a form that was shown a while ago."""
    moment = timezone.now().timestamp() - age.total_seconds()
    with patch("django.core.signing.time.time", return_value=moment):
        return robots.stamp()


def filled_in(**changes: Any) -> dict[str, Any]:
    """Return what a person sends."""
    told = {
        "email": ADDRESS,
        "themes": ["vide"],
        "frequency": "weekly",
        "language": "nl",
        "website": "",
        "stamp": old_stamp(),
    }
    return {**told, **changes}


def links() -> list[str]:
    """Return the paths in the last mail."""
    return LINK.findall(texts()[-1])


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let time pass: ``later(days=7)`` counts from the start of the test."""
    start = timezone.now()

    def pass_time(**distance: float) -> None:
        monkeypatch.setattr(timezone, "now", lambda: start + timedelta(**distance))

    return pass_time
