from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SeminarsConfig(AppConfig):
    name = "seminars"
    verbose_name = _("Seminars")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("seminars.changes")
        import_module("seminars.signal_handlers")
        import_module("seminars.upkeep")
        import_module("seminars.personal_data")
