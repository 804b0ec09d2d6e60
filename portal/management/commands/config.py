from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from portal.environment import VARIABLES

DERIVED = (
    "DEBUG",
    "SITE_URL",
    "DATA_DIR",
    "ALLOWED_HOSTS",
    "CSRF_TRUSTED_ORIGINS",
    "WAGTAILADMIN_BASE_URL",
    "SESSION_COOKIE_NAME",
    "SESSION_COOKIE_SECURE",
    "SECURE_SSL_REDIRECT",
    "SECURE_HSTS_SECONDS",
    "TRUSTED_PROXIES",
    "MEDIA_ROOT",
    "STATIC_ROOT",
    "MAIL_TRANSPORT",
    "SITE_ENVIRONMENT",
    "DEFAULT_FROM_EMAIL",
)


class Command(BaseCommand):
    help = "Show the variables of the environment and the settings that follow from them; secrets are masked."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write("Environment:")
        for variable in VARIABLES.values():
            text = settings.ENVIRONMENT.values.get(variable.name, "")
            shown = "********" if text and variable.secret else text or "-"
            self.stdout.write(f"  {variable.name:<18} {shown:<32} {variable.meaning}")
        self.stdout.write("Settings:")
        for name in DERIVED:
            self.stdout.write(f"  {name:<24} {getattr(settings, name)}")
        self.stdout.write(f"  {'database':<24} {settings.DATABASES['default']['ENGINE'].rsplit('.')[-1]}")
        self.stdout.write(f"  {'cache':<24} {settings.CACHES['default']['BACKEND'].rsplit('.')[-1]}")
