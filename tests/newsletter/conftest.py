"""What tests of the newsletter start from: themes, a form filled in, the links in the last mail."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.core import mail
from django.utils import timezone

from portal import robots
from portal.setup import ensure_tree
from tests.factories import make_theme
from themes.models import Theme

ADDRESS = "ann@example.be"
LINK = re.compile(r"http://testserver(/\S+)")


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
    return LINK.findall(str(mail.outbox[-1].body))
