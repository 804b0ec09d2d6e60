"""Checks that no account has a password that everybody knows."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError

WELL_KNOWN = ("admin", "changeme", "password", "secret", "test", "demo")


@register(Tags.database, deploy=True)
def check_passwords(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Refuse administrators whose password is one of the first that is tried; asks the database."""
    if not databases:
        return []
    try:
        users = list(get_user_model()._default_manager.filter(is_superuser=True, is_active=True))
    except DatabaseError:
        # Before the first migration there are no accounts.
        return []
    return [
        Error(
            f"The administrator {user} has a well-known password.",
            hint="Change it with: python manage.py changepassword",
            id="portal.E020",
        )
        for user in users
        if has_well_known_password(user)
    ]


def has_well_known_password(user: AbstractBaseUser) -> bool:
    """Return whether the password of the account is on the short list, or is its own name."""
    return any(user.check_password(word) for word in (*WELL_KNOWN, user.get_username()))
