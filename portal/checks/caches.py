"""Checks of the caches: what counts wrong passwords must be shared, and kept from what fills a cache."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

from portal.service_urls import RENDERINGS

NOT_SHARED = ("LocMemCache", "DummyCache")


@register("portal")
def check_places(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse renderings in the cache that counts sign-ins: a walk through all pages would unlock an account."""
    if RENDERINGS in settings.CACHES and place("default") != place(RENDERINGS):
        return []
    return [
        Error(
            "Rendered texts are kept in the cache that counts wrong passwords, and push these out.",
            hint="Make CACHES with portal.service_urls.caches, which gives each a place of its own.",
            id="portal.E003",
        )
    ]


def place(name: str) -> tuple[str, ...]:
    """Return what tells the place of a cache from that of another."""
    return tuple(str(settings.CACHES[name].get(key, "")) for key in ("BACKEND", "LOCATION", "KEY_PREFIX"))


@register(Tags.security, deploy=True)
def check_shared(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Warn when each process counts wrong passwords for itself."""
    if not settings.CACHES["default"]["BACKEND"].endswith(NOT_SHARED):
        return []
    return [
        Warning(
            "The cache belongs to one process, so that each counts wrong passwords for itself.",
            hint="Leave CACHE_URL out (files in DATA_DIR), or set it to file:///folder or redis://host:port/number.",
            id="portal.W011",
        )
    ]
