"""What the settings of mail must be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

OUTBOX = "mail.backend.EmailBackend"


@register(Tags.security, deploy=True)
def check_outbox(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse to send past the rows: such mail is neither repeated nor seen, and holds up whoever sends it."""
    if settings.EMAIL_BACKEND == OUTBOX:
        return []
    return [
        Error("Mail is sent past the messages of the portal.", hint=f'Set EMAIL_BACKEND = "{OUTBOX}".', id="mail.E001")
    ]
