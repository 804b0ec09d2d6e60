import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import translation

import languages
from mail.address import normalised
from portal import erasures, privacy


class Command(BaseCommand):
    help = "Give out, or erase everywhere, what is kept about a person under an address of mail."

    def add_arguments(self, parser: ArgumentParser) -> None:
        steps = parser.add_subparsers(dest="step", required=True)
        give = steps.add_parser("give", help="print everything that is kept, as JSON")
        give.add_argument("--language", choices=languages.CODES, default=languages.CODES[0])
        erase = steps.add_parser("erase", help="erase it in every table, and say what must be edited by hand")
        for step in (give, erase):
            step.add_argument("address")

    def handle(self, *args: Any, **options: Any) -> None:
        address = normalised(options["address"])
        if not address.partition("@")[0]:
            raise CommandError(f"{options['address']!r} is not an address of mail.")
        if options["step"] == "give":
            with translation.override(options["language"]):
                self.give(address)
        else:
            self.erase(address)

    def give(self, address: str) -> None:
        found = privacy.as_json(privacy.give(address))
        self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))

    def erase(self, address: str) -> None:
        try:
            with transaction.atomic():
                done = privacy.erase(address)
        except privacy.NotErased as refusal:
            raise CommandError(f"Nothing was erased: {refusal}") from refusal
        erasures.remember(address)
        for data, number in done:
            self.stdout.write(f"{data.label}: {number} erased")
        left = list(privacy.places_with(address))
        for place, number in left:
            self.stdout.write(f"{place}: still in {number} rows, to be edited by hand")
        self.stdout.write("The address is nowhere in the database." if not left else "See above for what is left.")
