from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = _("Portal")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("portal.edition")
        import_module("portal.signal_handlers")
        import_module("portal.checks")
        import_module("portal.exports")
        import_module("portal.restrictions")
        import_module("portal.housekeeping")
        import_module("portal.mail_upkeep")
        import_module("portal.privacy_declarations")
        import_module("portal.mail_data")
