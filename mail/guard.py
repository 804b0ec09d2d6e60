"""A copy of the site elsewhere writes to nobody: outside production only to addresses that were named."""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from mail.address import domain_of, normalised

#: Where mail stays on this machine, everything may be written.
STAYS_HERE = ("console", "dummy", "filebased", "locmem")


def allows(address: str) -> bool:
    """Whether a message may leave for an address in this environment."""
    if settings.SITE_ENVIRONMENT == "production" or stays_here(settings.MAIL_TRANSPORT):
        return True
    named = {each.casefold() for each in settings.MAIL_ONLY_TO}
    return normalised(address) in named or domain_of(address) in named


@cache
def stays_here(transport: str) -> bool:
    """Whether a way of sending writes to the screen, to a file or nowhere."""
    return import_string(transport).__module__.rpartition(".")[2] in STAYS_HERE
