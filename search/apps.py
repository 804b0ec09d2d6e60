from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = pgettext_lazy("heading", "Search")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("search.signal_handlers")
        import_module("search.upkeep")
        import_module("search.vain_questions")
        import_module("search.warming")
        import_module("search.related")
        import_module("search.personal_data")
