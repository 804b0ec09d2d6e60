from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Accounts")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("accounts.preferred_language")
        import_module("accounts.role_log")
        import_module("accounts.second_factor")
        import_module("accounts.checks")
        import_module("accounts.housekeeping")
        import_module("accounts.personal_data")
