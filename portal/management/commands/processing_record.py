from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

import languages
from portal.processing_record import record


class Command(BaseCommand):
    help = "Print the record of processing (GDPR, article 30) in a language, as Markdown."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("language", choices=languages.CODES)

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(options["language"]):
            self.stdout.write(record())
