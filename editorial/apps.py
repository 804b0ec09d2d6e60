from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditorialConfig(AppConfig):
    name = "editorial"
    verbose_name = _("Editorial work")

    def ready(self) -> None:
        import_module("editorial.signal_handlers")
        import_module("editorial.upkeep")
        import_module("editorial.personal_data")
        import_module("editorial.reader_backlog")
        import_module("editorial.workflow_words")
