"""A site that others can reach asks everybody who may enter the admin for a second factor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

#: Sites that nobody else reaches: demonstrations, work on the code, tests.
AT_HOME = {"localhost", "127.0.0.1", "::1", "testserver"}
MIDDLEWARE = "accounts.second_factor.SecondFactor"


@register(Tags.security)
def check_second_factor(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse a public site whose editors sign in with a password alone."""
    asked = settings.SECOND_FACTOR_FOR_ADMIN and MIDDLEWARE in settings.MIDDLEWARE
    if asked or urlsplit(settings.SITE_URL).hostname in AT_HOME:
        return []
    return [
        Error(
            "Those who may enter the admin are not asked for a second factor.",
            hint="Set SECOND_FACTOR_FOR_ADMIN = True; only the demonstration does without.",
            id="accounts.E001",
        )
    ]
