"""Checks, run with ``--deploy``, that nothing is shown to more people than it should be."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

MAIL_OF_DEVELOPMENT = ("console", "dummy", "locmem")


@register(Tags.security, deploy=True)
def check_hosts(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse to answer under any host name: links in mails would lead where the sender of a request likes."""
    if not any(host in {"*", ".*"} for host in settings.ALLOWED_HOSTS):
        return []
    return [
        Error(
            "ALLOWED_HOSTS accepts every host name.",
            hint="Set SITE_URL, and EXTRA_HOSTS for further names; both are lists of real names.",
            id="portal.E010",
        )
    ]


@register(Tags.security, deploy=True)
def check_documents(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse documents that are served without asking who may see them."""
    if settings.WAGTAILDOCS_SERVE_METHOD == "serve_view":
        return []
    return [
        Error(
            "Documents are served without a check of who may see them.",
            hint='Set WAGTAILDOCS_SERVE_METHOD = "serve_view".',
            id="portal.E011",
        )
    ]


@register(Tags.security, deploy=True)
def check_folders(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse media inside the folder of static files, which everybody may read."""
    if not Path(settings.MEDIA_ROOT).resolve().is_relative_to(Path(settings.STATIC_ROOT).resolve()):
        return []
    return [
        Error(
            "MEDIA_ROOT lies inside STATIC_ROOT, so every document can be fetched by anybody.",
            hint="Give media and static files folders of their own under DATA_DIR.",
            id="portal.E012",
        )
    ]


@register(Tags.security, deploy=True)
def check_mail(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Warn when mail goes nowhere."""
    if not any(f".{name}." in settings.MAIL_TRANSPORT for name in MAIL_OF_DEVELOPMENT):
        return []
    return [
        Warning(
            "Mail is written to the console or thrown away: nobody can reset a password.",
            hint="Set EMAIL_URL, e.g. EMAIL_URL=smtp+tls://user:password@mail.example.org:587",
            id="portal.W010",
        )
    ]
